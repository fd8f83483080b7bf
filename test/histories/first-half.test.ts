import { tellHistories } from './tell-histories';

tellHistories('first');
