import type { SafeguardingRule } from '../safeguarding.ts';
import { days } from '../safeguarding-week.ts';

/** Who reads concerns, and whom to ring: agreed with the desks of the area before anybody is referred. Numbers are nobody's. */
export const worcestershireSafeguarding: SafeguardingRule = {
  readers: {
    'duty-desk': {
      role: 'Duty owner of the safeguarding desk',
      organisation: 'safeguarding-desk',
      reached: { mail: 'duty@safeguarding.example' },
    },
    // Of another organisation: a concern about a desk is read here.
    'designated-lead': {
      role: 'Designated safeguarding lead',
      organisation: 'safeguarding-lead',
      reached: { mail: 'designated-lead@safeguarding.example' },
    },
  },
  adults: {
    ring: [
      { who: "Adults' safeguarding desk, 8am to 6pm", telephone: '01632 960201', at: 'desk' },
      { who: 'Emergency duty team, at all other times', telephone: '01632 960202', at: 'otherwise' },
    ],
    acknowledgeWithin: { unsafe: { minutes: 30 }, worried: { hours: 4 } },
    rota: [
      { days: [...days], from: '00:00', to: '08:00', readers: 'nobody' },
      { days: [...days], from: '08:00', to: '18:00', readers: ['duty-desk', 'designated-lead'] },
      { days: [...days], from: '18:00', to: '24:00', readers: 'nobody' },
    ],
  },
  children: {
    ring: [
      { who: "Children's safeguarding desk, 8am to 6pm", telephone: '01632 960301', at: 'desk' },
      { who: 'Emergency duty team, at all other times', telephone: '01632 960302', at: 'otherwise' },
    ],
    acknowledgeWithin: { unsafe: { minutes: 15 }, worried: { hours: 2 } },
    rota: [
      { days: [...days], from: '00:00', to: '08:00', readers: 'nobody' },
      { days: [...days], from: '08:00', to: '18:00', readers: ['duty-desk', 'designated-lead'] },
      { days: [...days], from: '18:00', to: '24:00', readers: 'nobody' },
    ],
  },
};
