import { CfnOutput, CfnParameter, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Area } from '../contracts/areas/area.ts';
import { teamsOf } from '../contracts/areas/teams.ts';
import { accept } from './constructs/accept.ts';
import { Alarms } from './constructs/alarms.ts';
import { Anchoring } from './constructs/anchoring.ts';
import { Chase } from './constructs/chase.ts';
import { Dashboard } from './constructs/dashboard.ts';
import { DataKey } from './constructs/data-key.ts';
import { Delivery } from './constructs/delivery.ts';
import { Digest } from './constructs/digest.ts';
import { Directory } from './constructs/directory.ts';
import { HubBus } from './constructs/hub-bus.ts';
import { HubQueue } from './constructs/hub-queue.ts';
import { Intake } from './constructs/intake.ts';
import { LinkSecrets, Links, tellDelivery } from './constructs/links.ts';
import { Pages } from './constructs/pages.ts';
import { Projection } from './constructs/projection.ts';
import { Reconcile } from './constructs/reconcile.ts';
import { Safeguarding } from './constructs/safeguarding.ts';
import { SigningKey } from './constructs/signing-key.ts';
import { Storage } from './constructs/storage.ts';
import { Synthetic } from './constructs/synthetic.ts';
import type { StageConfig } from './stages.ts';

/** The hub: storage; intake writes the ledger; projection follows it; delivery and chase act on what follows. */
export class HubStack extends Stack {
  constructor(scope: Construct, id: string, props: { stage: StageConfig; area: Area }) {
    // London: personal data of patients stays in the country.
    super(scope, id, {
      description: 'Handover: carries a community referral all the way round',
      env: { region: 'eu-west-2' },
      terminationProtection: props.stage.terminationProtection,
    });
    // A practice of two teams, or of none, would be found by the first person who is referred from it.
    teamsOf(props.area);
    const publicUrl = new CfnParameter(this, 'PublicUrl', {
      description: 'Where callers reach the API, without a slash at the end.',
      // Callers sign it into their assertions: one more slash, and nobody could sign in.
      allowedPattern: '^(https://[a-z0-9.-]+(:[0-9]+)?|http://127\\.0\\.0\\.1:[0-9]+)$',
      constraintDescription: 'https:// and the name of the host, without a path and without a slash at the end.',
    }).valueAsString;
    const allowedPrivateOrigins = new CfnParameter(this, 'AllowedPrivateOrigins', {
      description:
        'Comma separated origins on private addresses that messages may go to. Empty in any deployment on AWS.',
      default: '',
    }).valueAsString;
    const messagesKey = new DataKey(this, 'MessagesKey', 'Handover: events and queues');
    const logsKey = new DataKey(this, 'LogsKey', 'Handover: logs');
    logsKey.allowLogs();
    const alarms = new Alarms(this, 'Alarms');
    const storage = new Storage(this, 'Storage');
    const { bus } = new HubBus(this, 'Events', { key: messagesKey, alarms });
    const outboundKey = new SigningKey(this, 'OutboundKey', 'Handover: signs in to the systems of others');
    const webhookKey = new DataKey(this, 'WebhookKey', 'Handover: seals the secrets that sign to webhooks of partners');
    const tokenKeys = [
      new SigningKey(this, 'TokenKeyA', 'Handover: signs access tokens'),
      new SigningKey(this, 'TokenKeyB', 'Handover: signs access tokens when the other is replaced'),
    ];
    const ground = { stage: props.stage, alarms, logsKey, storage, messagesKey, publicUrl };

    const mesh = this.#mesh();
    const sender = this.#sender();
    const secrets = new LinkSecrets(this, 'LinkSecrets');
    const { fn: safeguarding } = new Safeguarding(this, 'Safeguarding', {
      ...{ ...ground, bus, sender, webhookKey, allowedPrivateOrigins, area: props.area, links: secrets },
    });
    const signInKey = new SigningKey(this, 'SignInKey', 'Handover: asks what people sign in with who they are');
    const { fn: pages } = new Pages(this, 'SignIn', { ...ground, signInKey });
    const links = new Links(this, 'Links', { ...ground, secrets });
    const { api: directory } = new Directory(this, 'Directory', { ...ground, allowedPrivateOrigins });
    const intake = new Intake(this, 'Intake', {
      ...{ ...ground, tokenKeys, outboundKey, signInKey, safeguarding, pages, directory, links: links.fn },
    });
    const { unprojected } = new Projection(this, 'Projection', { ...ground, bus });
    const delivery = new Delivery(this, 'Delivery', {
      ...{ ...ground, bus, outboundKey, webhookKey, allowedPrivateOrigins, mesh, sender, links: secrets },
    });
    for (const fn of [links.fn, pages]) tellDelivery(fn, delivery.due);
    const chase = new Chase(this, 'Chase', {
      ...{ ...ground, unprojected, delivery: delivery.due, meshMailbox: mesh.mailbox },
    });
    new Reconcile(this, 'Reconcile', { ...ground, unprojected, delivery: delivery.due });

    new Anchoring(this, 'Anchoring', ground);
    new Digest(this, 'Digest', { ...ground, sender, mail: delivery.mail });
    new Synthetic(this, 'Synthetic', {
      ...ground,
      wanted: this.#switch('SyntheticReferrals', 'Whether a referral of nobody goes round every quarter of an hour.'),
    });
    new Dashboard(this, 'Dashboard', { chase: chase.fn });
    accept(this, {
      'NIST.800.53.R5-IAMNoInlinePolicy':
        'Each role belongs to one function, and its policy to that role: shared managed policies would let one function grow by what another needs. An auditor reads them role by role (tests/infra/grants.test.ts).',
    });
    new CfnOutput(this, 'ApiUrl', { value: intake.url });
    new CfnOutput(this, 'ApiId', { value: intake.apiId });
    new CfnOutput(this, 'AlarmTopic', { value: alarms.topic.topicArn });
    new CfnOutput(this, 'LedgerTable', { value: storage.ledger.table.tableName });
    new CfnOutput(this, 'ViewsTable', { value: storage.views.table.tableName });
    new CfnOutput(this, 'AuditTable', { value: storage.audit.table.tableName });
    new CfnOutput(this, 'DirectoryTable', { value: storage.directory.table.tableName });
    new CfnOutput(this, 'BusName', { value: bus.eventBusName });
    new CfnOutput(this, 'DeliveryQueueUrl', { value: delivery.due.queue.queueUrl });
    new CfnOutput(this, 'WebhookKeyArn', { value: webhookKey.keyArn });
    new CfnOutput(this, 'HashSecret', { value: storage.secretId });
    new CfnOutput(this, 'LinkSecret', { value: secrets.linkSecretId });
    new CfnOutput(this, 'NotifySecret', { value: secrets.notifySecretId });
    new CfnOutput(this, 'HubUrl', { value: publicUrl });
    new CfnOutput(this, 'Region', { value: this.region });
    for (const { node, queue } of HubQueue.allIn(this)) {
      new CfnOutput(this, `Queue${node.path.split('/').slice(1).join('')}`, { value: queue.queueUrl });
    }
  }

  /** It stands in a policy, so that it must be one address and nothing else. */
  #sender(): string {
    return new CfnParameter(this, 'MailSender', {
      description:
        'The e-mail address from which the hub writes: the counts of each working day, and PDFs by secure e-mail. SES asks it once to confirm.',
      allowedPattern: '^[A-Za-z0-9._+-]+@[a-z0-9.-]+$',
      constraintDescription: 'One e-mail address, without a name beside it.',
    }).valueAsString;
  }

  #mesh(): { readonly url: string; readonly mailbox: string } {
    const url = new CfnParameter(this, 'MeshUrl', {
      description: 'Where MESH is, without a slash at the end. Empty: no documents are sent.',
      default: '',
      allowedPattern: '^(|https://[a-z0-9.-]+(:[0-9]+)?|http://127\\.0\\.0\\.1:[0-9]+)$',
    }).valueAsString;
    const mailbox = new CfnParameter(this, 'MeshMailbox', {
      description: 'The mailbox of the hub at MESH. Empty: no documents are sent.',
      default: '',
      allowedPattern: '^[A-Z0-9]{0,20}$',
    }).valueAsString;
    return { url, mailbox };
  }

  #switch(id: string, description: string): CfnParameter {
    return new CfnParameter(this, id, { description, default: 'on', allowedValues: ['on', 'off'] });
  }
}
