/* Whatever goes wrong with the request of an operation. */
import { REQUEST_FAULTS } from './faults';
import { REQUEST_HITS, testMatrix } from './matrix';
import { REQUEST_ROWS } from './rows';

testMatrix({ rows: REQUEST_ROWS, faults: REQUEST_FAULTS, hits: REQUEST_HITS, sampled: 7 });
