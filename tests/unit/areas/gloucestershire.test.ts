import { gloucestershire } from '../../../contracts/areas/gloucestershire.ts';
import { testsOfArea } from './tests-of-area.ts';

testsOfArea(gloucestershire);
