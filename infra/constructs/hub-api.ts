import { Duration } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  type IAuthorizer,
  IdentitySource,
  type IResource,
  LambdaIntegration,
  LogGroupLogDestination,
  MethodLoggingLevel,
  RequestAuthorizer,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { accept } from './accept.ts';
import { fiveMinutes } from './alarms.ts';
import { Firewall } from './firewall.ts';
import { addGatewayResponses } from './gateway-responses.ts';
import type { Ground, HubFunction } from './hub-function.ts';

interface HubApiProps extends Ground {
  readonly fhir: HubFunction;
  readonly partner: HubFunction;
  readonly token: HubFunction;
  readonly authorise: HubFunction;
  readonly web: HubFunction;
  readonly pages: HubFunction;
  readonly directory: HubFunction;
  readonly links: HubFunction;
  readonly health: HubFunction;
  readonly safeguarding: HubFunction;
  readonly publicUrl: string;
}

/** Never `path`: links hold tokens (DESIGN 7). */
const accessLog = JSON.stringify({
  at: '$context.requestTime',
  requestId: '$context.requestId',
  client: '$context.authorizer.client',
  method: '$context.httpMethod',
  route: '$context.resourcePath',
  status: '$context.status',
  error: '$context.error.responseType',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
});

/** The REST API: routes, who may call them, the firewall, and what it answers by itself. */
export class HubApi extends Construct {
  readonly api: RestApi;
  readonly #guarded: IAuthorizer;

  constructor(scope: Construct, id: string, props: HubApiProps) {
    super(scope, id);
    const { stage } = props;
    const logGroup = new LogGroup(this, 'AccessLog', {
      encryptionKey: props.logsKey,
      retention: stage.logRetentionDays,
    });
    this.api = new RestApi(this, 'Api', {
      restApiName: 'handover',
      endpointTypes: [EndpointType.REGIONAL],
      cloudWatchRole: true,
      deployOptions: {
        stageName: stage.name,
        throttlingRateLimit: stage.throttle.rate,
        throttlingBurstLimit: stage.throttle.burst,
        accessLogDestination: new LogGroupLogDestination(logGroup),
        accessLogFormat: AccessLogFormat.custom(accessLog),
        // Its own execution log would hold paths.
        loggingLevel: MethodLoggingLevel.OFF,
        metricsEnabled: true,
      },
    });
    this.#guarded = new RequestAuthorizer(this, 'Authoriser', {
      handler: props.authorise.lambda,
      identitySources: [IdentitySource.header('Authorization')],
      // Half of the 60 s within which revoked means revoked.
      resultsCacheTtl: Duration.seconds(30),
    });
    this.#accepted();
    this.#routes(props);
    addGatewayResponses(this.api, props.publicUrl);
    new Firewall(this, 'Firewall', {
      ...props,
      stageArn: this.api.deploymentStage.stageArn,
      segments: [...new Set(this.api.methods.map(({ resource }) => resource.path.split('/')[1] ?? ''))],
    });
    props.alarms.add(this, 'Failing', {
      metric: this.api.metricServerError({ period: fiveMinutes, statistic: 'Sum' }),
      whoIsHarmed: 'Practices, coordinators and groups get errors: referrals and answers may not arrive.',
    });
  }

  #accepted(): void {
    const paths =
      'Execution logs and traces hold paths, and links of people hold tokens (DESIGN 7). The access log has the route, the status and the ids; what stays is that a fault inside the gateway is seen as a number only.';
    accept(this.api, {
      'AwsSolutions-APIG2':
        'The functions check each request against the FHIR schema or the OpenAPI types and answer with the place of each fault; a model of the gateway could only say "Invalid request body". Each bad request costs an invocation; the firewall limits them by address.',
      'AwsSolutions-COG4':
        'Callers are systems that sign in with keys of their own (private_key_jwt), which Cognito does not take; the request authoriser checks their tokens. What stays is that the sign-in is code of this repository, and tested as such.',
    });
    accept(this.api.deploymentStage, {
      'AwsSolutions-APIG6': paths,
      'NIST.800.53.R5-APIGWExecutionLoggingEnabled': paths,
      'Serverless-APIGWXrayEnabled': paths,
      'NIST.800.53.R5-APIGWCacheEnabledAndEncrypted':
        'Answers are about one person and for one caller: a cache in the gateway could give them to another. Each read costs an invocation instead.',
      'NIST.800.53.R5-APIGWSSLEnabled':
        'A client certificate tells an HTTP backend that the gateway calls. There is none: the gateway invokes functions, with permissions that name this API.',
    });
    // The rule looks at the role; `cloudWatchRole` makes it below the API.
    accept(this.api, {
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]':
        'The role is for the gateway itself, which may write to every log group of the account: AWS defines it so, once for each account and region. Only the gateway can take it.',
    });
  }

  #routes(props: HubApiProps): void {
    this.#serve(this.api.root, 'GET', props.web);
    this.#serve(this.api.root.addResource('favicon.ico'), 'GET', props.web);
    const fhirApi = this.api.root.addResource('FHIR').addResource('R4');
    this.#serve(fhirApi, 'ANY', props.fhir, this.#guarded);
    this.#serve(fhirApi.addResource('{proxy+}'), 'ANY', props.fhir, this.#guarded);
    this.#serve(fhirApi.addResource('metadata'), 'GET', props.fhir);
    this.#serve(fhirApi.addResource('.well-known').addResource('smart-configuration'), 'GET', props.fhir);
    const partnerApi = this.api.root.addResource('partner').addResource('v1');
    this.#serve(partnerApi.addResource('{proxy+}'), 'ANY', props.partner, this.#guarded);
    const safeguarding = this.api.root.addResource('safeguarding');
    this.#serve(safeguarding, 'GET', props.web);
    // People without an account: what they were shown by a link makes the form (functions/web/forms/open-form.ts).
    this.#serve(
      safeguarding.addResource('form').addResource('{client}').addResource('{organisation}'),
      'POST',
      props.safeguarding,
    );
    this.#serve(safeguarding.addResource('v1').addResource('{proxy+}'), 'ANY', props.safeguarding, this.#guarded);
    this.#serve(this.api.root.addResource('oauth2').addResource('token'), 'POST', props.token);
    this.#serve(this.api.root.addResource('.well-known').addResource('jwks.json'), 'GET', props.token);
    this.#serve(this.api.root.addResource('health'), 'GET', props.health);
    const figures = this.api.root.addResource('figures');
    this.#serve(figures, 'GET', props.web);
    this.#serve(figures.addResource('service'), 'GET', props.web, this.#guarded);
    this.#serve(this.api.root.addResource('overdue'), 'GET', props.web, this.#guarded);
    // Open Referral UK is public by its own rules: anybody, without a key.
    const openReferral = this.api.root.addResource('directory').addResource('v3');
    this.#serve(openReferral, 'GET', props.directory);
    this.#serve(openReferral.addResource('{proxy+}'), 'GET', props.directory);
    const errors = this.api.root.addResource('errors');
    this.#serve(errors, 'GET', props.web);
    this.#serve(errors.addResource('{code}'), 'GET', props.web);
    this.#serve(this.api.root.addResource('assets').addResource('{file}'), 'GET', props.web);
    this.#serve(this.api.root.addResource('l').addResource('{proxy+}'), 'ANY', props.links);
    this.#serve(this.api.root.addResource('s').addResource('{proxy+}'), 'ANY', props.links);
    const notify = this.api.root.addResource('notify').addResource('v1');
    this.#serve(notify.addResource('status'), 'POST', props.links);
    this.#serve(notify.addResource('received'), 'POST', props.links);
    for (const segment of ['sign-in', 'staff', 'refer']) {
      const pages = this.api.root.addResource(segment);
      this.#serve(pages, 'ANY', props.pages);
      this.#serve(pages.addResource('{proxy+}'), 'ANY', props.pages);
    }
  }

  /** Without an authoriser the route is public: tests/infra holds the list of those. */
  #serve(resource: IResource, method: string, fn: HubFunction, authorizer?: IAuthorizer): void {
    // One permission for each function instead of two for each method.
    const integration = new LambdaIntegration(fn.lambda, { scopePermissionToMethod: false });
    const added = resource.addMethod(
      method,
      integration,
      authorizer
        ? { authorizer, authorizationType: AuthorizationType.CUSTOM }
        : { authorizationType: AuthorizationType.NONE },
    );
    if (!authorizer) {
      accept(added, {
        'AwsSolutions-APIG4':
          'A caller needs this before it can sign in, or the function itself looks, at each request, for the session that a browser carries (below /staff), the token in a link (below /l and /s) or that of GOV.UK Notify, so that withdrawn means withdrawn at once. The firewall limits how often one address asks.',
      });
    }
  }
}
