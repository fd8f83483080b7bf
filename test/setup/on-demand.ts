/** What is loaded on demand is there before the first press, as where somebody has pointed at a button for a moment. */
import { loadOnDemand } from '../../src/components/load-on-demand';
import { loadOnce } from '../../src/components/shared/load-once';

await loadOnce(loadOnDemand);
