/* Whatever goes wrong while a task is waited for. */
import { CHECK_FAULTS } from './faults';
import { CHECK_HITS, testMatrix } from './matrix';
import { WAITING_ROWS } from './rows';

testMatrix({ rows: WAITING_ROWS, faults: CHECK_FAULTS, hits: CHECK_HITS, sampled: 3 });
