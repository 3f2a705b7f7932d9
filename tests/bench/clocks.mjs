import { performance } from 'node:perf_hooks';

/** Clocks in milliseconds. On a machine with other work to do only the second tells of ours. */
export const clocks = {
  wall: () => performance.now(),
  cpu() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
};
