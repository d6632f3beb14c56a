// Exports users and kills itself, as a machine that is switched off, at a given wait for the pace. The clock does not wait.
const { exportUsers } = require("../../../provider/bin/cli/exportUsers.js");

const [users, userPoolId, killedAt] = process.argv.slice(2);
let waits = 0;
const clock = {
    now: () => 0,
    sleep: async () => {
        if (++waits === Number(killedAt)) {
            process.kill(process.pid, "SIGKILL");
        }
    },
    random: () => 0,
};
const options = {
    userPoolId,
    files: { users, rejected: undefined, groups: undefined },
    include: [],
    drop: [],
    force: false,
    restart: false,
};
void exportUsers(options, process, { clock, signal: new AbortController().signal });
