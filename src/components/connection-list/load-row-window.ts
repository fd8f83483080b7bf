/** Loads what places the rows of a long list; one function, for what has come, or has not, is remembered by it. */
export const loadRowWindow = () => import('./row-window');
