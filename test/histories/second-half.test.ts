import { tellHistories } from './tell-histories';

tellHistories('second');
