import { reportHeap } from './heap';
console.log((await reportHeap()).text);
