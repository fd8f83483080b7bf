/** Once before the end-to-end tests: the demo page, built as `npm start` builds it. */
import { buildDemo } from '../../scripts/build-demo.mjs';

export default buildDemo;
