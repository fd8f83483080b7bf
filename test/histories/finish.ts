/** How every history ends: all is well again, what is known must become true, and then everybody leaves. */
import { isSettled } from '../../src/core/model/job';
import type { Page, World } from './world';

const minute = 60_000;

export async function finish(world: World): Promise<void> {
  const { bank, witness, pages } = world;
  world.setFaults([]);
  world.loseNextAnswer(false);
  bank.coolDown(0);
  bank.lag(0);
  world.setOnline(true);
  for (const page of pages) {
    if (page.isFrozen()) page.thaw();
    page.tab.setVisible(true);
  }
  await world.pass(minute);
  witness.judge(true);
  world.signIn();
  for (const page of pages) world.mount(page);
  witness.disturb();
  await world.settleAll();
  for (const job of bank.jobs()) if (!isSettled(job)) bank.settle(job.id, 'succeeded');
  await world.pass(6 * minute);
  witness.judge(true);
  for (const page of pages) await judgeRest(world, page);
  witness.judge(true);

  for (const page of pages) page.client.dispose();
  await world.settleAll();
  const left = world.leftovers();
  if (left.length > 0) witness.breach(`dispose left ${JSON.stringify(left)}`);
  const asked = bank.requests();
  await world.pass(60 * minute);
  if (bank.requests() !== asked) witness.breach('requests were sent after dispose');
  witness.judge(false);
}

/** Nothing goes on at the bank, so nothing goes on here. */
async function judgeRest({ bank, witness }: World, { number, client, presses }: Page): Promise<void> {
  for (const { action, connectionId } of presses)
    witness.breach(`page ${number}: ${action} of ${connectionId} never ended`);
  for (const { id, operation } of Object.values(client.connections.getState().byId))
    if (operation) witness.breach(`page ${number}: ${id} is still busy with ${operation.kind}`);
  for (const { id, status, recordedBy } of Object.values(client.jobs.getState().byId)) {
    const truth = bank.job(id);
    if (recordedBy === 'kit' || status !== 'unknown' || !truth) continue;
    const { status: found } = await client.checkAgain(id);
    if (found !== truth.status)
      witness.breach(`page ${number}: ${id} is ${found} after a second look, not ${truth.status}`);
  }
}
