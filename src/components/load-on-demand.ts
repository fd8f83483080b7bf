/** Loads what is not on the first screen; one function, for what has come is remembered by it. */
export const loadOnDemand = () => import('./on-demand');
