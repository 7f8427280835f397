import { CfnParameter, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { thisArea } from '../../contracts/areas/this-area.ts';
import { type Ground, HubFunction } from './hub-function.ts';
import { holds } from './safeguarding.ts';
import type { SigningKey } from './signing-key.ts';
import type { Storage } from './storage.ts';

interface PagesProps extends Ground {
  readonly storage: Storage;
  /** Proves to what people sign in with that it is the hub that asks. */
  readonly signInKey: SigningKey;
  readonly publicUrl: string;
}

/** Records of who is signed in (functions/identity/people/sessions.ts). */
const sessions = ['S#*'];

/** Pages of people who sign in: a function of its own, because it alone may open sessions and sign for the hub's sign-in. */
export class Pages extends Construct {
  readonly fn: HubFunction;

  constructor(scope: Construct, id: string, props: PagesProps) {
    super(scope, id);
    const { ledger, views, audit, directory } = props.storage;
    const parameter = (name: string, description: string, allowedPattern: string): string => {
      const made = new CfnParameter(this, name, { description, default: '', allowedPattern });
      // Whoever deploys types it: without the hash of its place in the tree.
      made.overrideLogicalId(`SignIn${name}`);
      return made.valueAsString;
    };
    this.fn = new HubFunction(this, 'Pages', {
      ...props,
      name: 'pages',
      whoIsHarmed: 'People who work with pages see nothing and can do nothing: who waits for them waits longer.',
      environment: {
        LEDGER_TABLE: ledger.table.tableName,
        VIEWS_TABLE: views.table.tableName,
        AUDIT_TABLE: audit.table.tableName,
        DIRECTORY_TABLE: directory.table.tableName,
        HASH_SECRET_ID: props.storage.secretId,
        PUBLIC_URL: props.publicUrl,
        SIGN_IN_ISSUER: parameter(
          'Issuer',
          'What people sign in with: the issuer of an OpenID Connect provider. Empty: nobody signs in to pages.',
          '^(|https://[A-Za-z0-9./_-]+|http://127\\.0\\.0\\.1:[0-9]+)$',
        ),
        SIGN_IN_CLIENT: parameter(
          'Client',
          'Whom the hub is to that provider: its client id.',
          '^[A-Za-z0-9._-]{0,200}$',
        ),
        SIGN_IN_KEY_ID: props.signInKey.keyId,
      },
      timeout: Duration.seconds(15),
      memory: 1024,
    });
    // Whoever works with pages does what software does; whether a duty owner paused new requests to a group, and not why.
    // And who can be asked to go along to a first meeting (functions/identity/companion-list.ts).
    ledger.allow(this.fn, ['Query'], { keys: ['R#*', 'O#*', holds, 'S#companions'] });
    // Referrals, the guards that name the open one, and that somebody was told of the service (functions/ledger/signposts.ts). The roster
    // of the area's own coordinator is a manager's; no other organisation can be changed from a page.
    ledger.allow(this.fn, ['PutItem'], { keys: ['R#*', 'G#*', 'T#*', `O#${thisArea.coordinator}`] });
    props.storage.allowSecret(this.fn);
    views.allow(this.fn, ['Query', 'PutItem', 'UpdateItem', 'DeleteItem'], { keys: sessions });
    // Who is on a list; from the reference that people read out to the referral, to others of the same person, and whether a group was told.
    // From a session of a group to who is expected there.
    views.allow(this.fn, ['Query'], { keys: ['L#*'] });
    views.allow(this.fn, ['Query'], { keys: ['REF#*', 'R#*', 'P#*'], indexes: ['attention', 'next', 'worklist'] });
    views.allow(this.fn, ['BatchGetItem'], { keys: ['R#*'] });
    // What fits somebody who is to be asked for; cost and access of a group, for the card of a person.
    directory.allow(this.fn, ['Query']);
    // How much was sent by the poster of a practice (functions/views/taken-quota.ts).
    views.allow(this.fn, ['UpdateItem'], { keys: ['Q#*'] });
    // What people suggested of services, and what became of it.
    directory.allow(this.fn, ['PutItem'], { keys: ['SUGGESTED'] });
    audit.allow(this.fn, ['PutItem'], { keys: ['pages#*'] });
    props.signInKey.allowSign(this.fn);
    this.#ring(props);
  }

  #ring({ alarms }: Ground): void {
    const ring = (name: string, metric: Parameters<HubFunction['counted']>[0], whoIsHarmed: string): void => {
      alarms.add(this.fn, name, { metric: this.fn.counted(metric), whoIsHarmed });
    };
    ring(
      'Answering500',
      'RequestFailed',
      'People who work with pages see an error: what they wanted to do may not be done.',
    );
    ring('SignInFailing', 'SignInFailed', 'Somebody could not sign in, and cannot see or do what waits for them.');
    ring('Unrecorded', 'AuditFailed', 'People see no page, because nobody could say later who was shown this.');
  }
}
