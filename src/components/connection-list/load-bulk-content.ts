/** Loads what can be done with several at once; one function, for what has come, or has not, is remembered by it. */
export const loadBulkContent = () => import('./bulk-content');
