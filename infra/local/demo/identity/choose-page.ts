import { demoPeople } from './people.ts';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** Whom to be. It looks like nothing of Handover, so that nobody takes one for the other. */
export const choosePage = (asked: URLSearchParams): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Demo sign-in</title></head>
<body>
<main>
<h1>Demo sign-in</h1>
<p>These people do not exist. Choose one.</p>
<form method="post" action="/authorize">
${[...asked].map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`).join('\n')}
${demoPeople.map(({ subject, name, staff, organisation }) => `<p><button name="subject" value="${escaped(subject)}">${escaped(name)}</button> ${staff ? `${staff.role ?? (staff.manager ? 'manager' : 'staff')}, ${escaped(organisation)}` : 'on no list'}</p>`).join('\n')}
</form>
</main>
</body>
</html>
`;
