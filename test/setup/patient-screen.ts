/** A busy machine is no failure: what should appear is waited for within the time-out of the test. */
import { configure } from '@testing-library/dom';

configure({ asyncUtilTimeout: 15_000 });
