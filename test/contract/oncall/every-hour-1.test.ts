import { compareEveryHour } from '../../support/hour-by-hour.js';

compareEveryHour(0, 250);
