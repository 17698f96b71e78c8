import { compareEveryHour } from '../../support/hour-by-hour.js';

compareEveryHour(500, 250);
