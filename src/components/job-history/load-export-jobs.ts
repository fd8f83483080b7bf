/** Loads what makes the files; one function, for what has come, or has not, is remembered by it. */
export const loadExportJobs = () => import('./export-jobs');
