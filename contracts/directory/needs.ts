/** What somebody may look for, and by which words of a directory the hub knows a service for it. */
interface NeedEntry {
  readonly display: string;
  /** Small letters; whole words, of which `*` takes any ending. Council directories have no code list in common. */
  readonly words: readonly string[];
}

/**
 * The need taxonomy: every activity and kind of support that the source material names (users.md section 2, S45, S52, S58, S66), and
 * `other`. Codes of `systems.need`. A service may be for several; one that no word fits is for `other`, and is found by its name.
 */
export const needs = {
  walking: { display: 'Walking', words: ['walk*', 'ramble*', 'rambling', 'stroll*'] },
  'mens-shed': { display: "Men's Shed", words: ["men's shed*", 'mens shed*', 'woodwork*', 'repair cafe*'] },
  'bridge-club': {
    display: 'Bridge club, cards and board games',
    words: ['bridge club*', 'whist', 'board game*', 'card game*', 'chess'],
  },
  gardening: { display: 'Gardening and growing', words: ['garden*', 'allotment*', 'food growing', 'horticultur*'] },
  yoga: { display: 'Yoga and tai chi', words: ['yoga', 'tai chi', 'qigong', 'mindful*'] },
  pilates: { display: 'Pilates', words: ['pilates'] },
  exercise: {
    display: 'Exercise and sport',
    words: ['exercis*', 'fitness', 'swim*', 'gym*', 'danc*', 'cycl*', 'row*', 'sport*', 'keep fit'],
  },
  cookery: {
    display: 'Cooking and eating together',
    words: ['cook*', 'lunch club*', 'community meal*', 'healthy eating'],
  },
  arts: {
    display: 'Arts, crafts and music',
    words: [
      'art',
      'arts',
      'craft*',
      'painting',
      'choir*',
      'sing',
      'singing',
      'music*',
      'knit*',
      'pottery',
      'drama',
      'photograph*',
    ],
  },
  reading: { display: 'Reading and libraries', words: ['librar*', 'book club*', 'reading group*'] },
  intergenerational: {
    display: 'Young and old together',
    words: ['intergenerational', 'inter-generational', 'young and old'],
  },
  cafe: {
    display: 'Café, social sofa and company',
    words: [
      'cafe*',
      'café*',
      'social sofa',
      'coffee*',
      'warm space*',
      'friend*',
      'befriend*',
      'social group*',
      'companion*',
      'lonel*',
      'social club*',
    ],
  },
  'peer-support': {
    display: 'Peer support',
    words: ['peer support', 'support group*', 'self-help', 'recovery college*', 'self help'],
  },
  prehabilitation: {
    display: 'Getting fit before an operation',
    words: ['prehab*', 'before surgery', 'before your operation'],
  },
  'self-management': {
    display: 'Living with a long-term condition',
    words: [
      'self-management',
      'self management',
      'long-term condition*',
      'long term condition*',
      'diabet*',
      'chronic pain',
      'expert patient*',
    ],
  },
  'mental-health': {
    display: 'Mental health and wellbeing',
    words: ['mental health', 'anxiety', 'depress*', 'counsel*', 'wellbeing', 'stress', 'eating disorder*'],
  },
  bereavement: { display: 'Bereavement', words: ['bereave*', 'grief', 'griev*'] },
  dementia: { display: 'Dementia', words: ['dementia', 'alzheimer*', 'memory cafe*', 'memory loss'] },
  carers: { display: 'Carers', words: ['carer*', 'young carer*', 'caring for'] },
  'alcohol-and-drugs': {
    display: 'Alcohol, drugs, smoking',
    words: ['alcohol*', 'drug*', 'addict*', 'smok*', 'substance*'],
  },
  weight: { display: 'Weight and diet', words: ['weight', 'diet*', 'nutrition*', 'slimming'] },
  debt: { display: 'Debt and money', words: ['debt*', 'money advice', 'budgeting', 'financial', 'credit union*'] },
  benefits: {
    display: 'Benefits and welfare advice',
    words: ['benefits', 'welfare*', 'citizens advice', 'universal credit', 'attendance allowance'],
  },
  housing: { display: 'Housing', words: ['housing', 'homeless*', 'tenan*', 'landlord*', 'supported living'] },
  food: { display: 'Food', words: ['food bank*', 'foodbank*', 'food pantry', 'community fridge*', 'meals on wheels'] },
  'fuel-and-warmth': {
    display: 'Keeping warm, energy bills',
    words: ['energy bill*', 'fuel pover*', 'warm home*', 'insulation', 'heating'],
  },
  'home-help': {
    display: 'Help at home',
    words: ['home help*', 'handyperson*', 'handyman', 'cleaning', 'shopping service*', 'hospital discharge'],
  },
  transport: {
    display: 'Transport',
    words: ['transport*', 'dial-a-ride', 'dial a ride', 'community bus*', 'volunteer driver*', 'car scheme*'],
  },
  employment: { display: 'Work and volunteering', words: ['employ*', 'job*', 'volunteer*', 'work experience', 'cv'] },
  learning: {
    display: 'Learning and digital skills',
    words: ['course*', 'learn*', 'class', 'classes', 'digital', 'computer*', 'literacy', 'esol'],
  },
  'domestic-abuse': {
    display: 'Domestic abuse',
    words: ['domestic abuse', 'domestic violence', 'refuge', "women's aid"],
  },
  advocacy: { display: 'Advocacy and legal advice', words: ['advoca*', 'legal advice', 'law centre*', 'rights'] },
  disability: {
    display: 'Disability and sensory loss',
    words: ['disab*', 'autis*', 'visual impairment*', 'sight loss', 'hearing loss', 'deaf*', 'blind*'],
  },
  'young-people': {
    display: 'Children and young people',
    words: ['youth', 'young people', 'children', 'teenage*', 'toddler*', 'parent*', 'famil*'],
  },
  faith: {
    display: 'Faith and community',
    words: ['church*', 'mosque*', 'faith', 'temple*', 'synagogue*', 'gurdwara*'],
  },
  other: { display: 'Something else', words: [] },
} as const satisfies Record<string, NeedEntry>;
export type Need = keyof typeof needs;

export const isNeed = (code: unknown): code is Need => typeof code === 'string' && Object.hasOwn(needs, code);

/** The taxonomy of terms of a directory that are these codes: so they go out as Open Referral and come in again. */
export const needTaxonomy = 'handover-needs';
