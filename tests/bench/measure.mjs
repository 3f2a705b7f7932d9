/**
 * Lets the contenders work on the corpora in turns and notes every time.
 *
 * A round is each contender once over each corpus. Whoever goes first and who follows whom changes
 * from round to round, so that a busy machine, a warm cache or the garbage of the one before falls on
 * all of them alike.
 *
 * @param {Map<string, (input: string) => unknown>} contenders
 * @param {{name: string, inputs: string[]}[]} corpora
 * @returns {Map<string, Map<string, number[]>>} corpus -> contender -> milliseconds, one a round
 */
export function measureInTurns(contenders, corpora, { rounds, warmUp, clock, onRound }) {
  const names = [...contenders.keys()];
  const times = new Map(
    corpora.map(({ name }) => [name, new Map(names.map((contender) => [contender, []]))]),
  );
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const { name, inputs } of corpora) {
      for (const turn of orderOf(round + warmUp, names.length)) {
        const taken = timeOf(contenders.get(names[turn]), inputs, clock);
        if (round >= 0) times.get(name).get(names[turn]).push(taken);
      }
    }
    onRound(round + 1, rounds);
  }
  return times;
}

/**
 * The order of the turns in a round: a row of a balanced Latin square (Williams 1949). Over `size`
 * rounds (two times as many when odd) everyone stands at every place and follows everyone else
 * equally often.
 *
 * @returns {number[]}
 */
export function orderOf(round, size) {
  const order = [];
  for (let place = 0; place < size; place += 1) {
    const step = place % 2 === 0 ? place / 2 : size - (place + 1) / 2;
    order.push((step + round) % size);
  }
  return size % 2 === 1 && Math.floor(round / size) % 2 === 1 ? order.reverse() : order;
}

/** What the contenders made is kept in sight, so that no compiler leaves the making out. */
let kept;

function timeOf(work, inputs, clock) {
  const start = clock();
  for (const input of inputs) kept = work(input);
  const taken = clock() - start;
  if (kept === undefined) throw new Error('A contender returned nothing.');
  return taken;
}
