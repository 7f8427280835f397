import { area } from '../../../contracts/areas/template/area.ts';
import { testsOfArea } from './tests-of-area.ts';

testsOfArea(area);
