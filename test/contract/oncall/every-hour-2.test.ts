import { compareEveryHour } from '../../support/hour-by-hour.js';

compareEveryHour(250, 250);
