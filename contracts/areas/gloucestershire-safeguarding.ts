import type { SafeguardingRule } from './safeguarding.ts';

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const weekend = ['sat', 'sun'] as const;

/**
 * The demonstration's. Numbers are those that Ofcom keeps for drama, addresses lead nowhere: a real deployment has those of the
 * county's own desks, agreed with them, and the hours in which they really read.
 */
export const gloucestershireSafeguarding: SafeguardingRule = {
  readers: {
    'adults-desk': {
      role: "Duty owner of the adults' safeguarding desk",
      organisation: 'safeguarding-desk',
      reached: { mail: 'adults-duty@safeguarding.example' },
    },
    'childrens-desk': {
      role: "Duty owner of the children's safeguarding desk",
      organisation: 'safeguarding-desk',
      reached: { mail: 'children-duty@safeguarding.example' },
    },
    // Of another organisation: a concern about a desk is read here.
    'designated-lead': {
      role: 'Designated safeguarding lead of the county',
      organisation: 'safeguarding-lead',
      reached: { mail: 'designated-lead@safeguarding.example' },
    },
  },
  adults: {
    ring: [
      { who: "Adults' safeguarding desk, Monday to Friday, 8am to 6pm", telephone: '01632 960201', at: 'desk' },
      { who: 'Emergency duty team, at all other times', telephone: '01632 960202', at: 'otherwise' },
    ],
    acknowledgeWithin: { unsafe: { minutes: 30 }, worried: { hours: 4 } },
    rota: [
      { days: [...weekdays], from: '00:00', to: '08:00', readers: 'nobody' },
      { days: [...weekdays], from: '08:00', to: '18:00', readers: ['adults-desk', 'designated-lead'] },
      { days: [...weekdays], from: '18:00', to: '24:00', readers: 'nobody' },
      { days: [...weekend], from: '00:00', to: '24:00', readers: 'nobody' },
    ],
  },
  children: {
    ring: [
      { who: "Children's safeguarding desk, every day, 8am to 10pm", telephone: '01632 960301', at: 'desk' },
      { who: 'Emergency duty team, at night', telephone: '01632 960302', at: 'otherwise' },
    ],
    acknowledgeWithin: { unsafe: { minutes: 15 }, worried: { hours: 2 } },
    rota: [
      { days: [...weekdays, ...weekend], from: '00:00', to: '08:00', readers: 'nobody' },
      { days: [...weekdays, ...weekend], from: '08:00', to: '22:00', readers: ['childrens-desk', 'designated-lead'] },
      { days: [...weekdays, ...weekend], from: '22:00', to: '24:00', readers: 'nobody' },
    ],
  },
};
