import { describe, expect, it } from 'vitest';
import { describeTransport } from '../../src/testing/describe-transport';
import { overHttp } from './over-http';
import { createSmallBank } from './small-bank';

describe('rest transport → handler → a small bank, over a socket', () => {
  describeTransport({ describe, it, expect }, () => overHttp(createSmallBank()));
});
