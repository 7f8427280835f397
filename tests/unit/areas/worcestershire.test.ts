import { area } from '../../../contracts/areas/worcestershire/area.ts';
import { testsOfArea } from './tests-of-area.ts';

testsOfArea(area);
