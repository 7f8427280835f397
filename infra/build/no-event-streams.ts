/** Stands in for the event streams of the SDK in the bundles: no call of the hub has one. */
const none = (): never => {
  throw new Error('An AWS call with an event stream');
};

export class EventStreamSerde {
  constructor() {
    none();
  }
}
export const eventStreamSerdeProvider = none;
