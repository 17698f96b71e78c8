import { compareEveryHour } from '../../support/hour-by-hour.js';

compareEveryHour(750, 250);
