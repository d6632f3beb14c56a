// One check() and create() of the compiled provider in a process of its own, as Pulumi's plugin process calls them. CREATE_RUN has
// the arguments and the emulator's address. Prints as JSON how long create() took until the job had ended, and its calls.
const { performance } = require("node:perf_hooks");
const { configureFor, provider } = require("./configuredProvider");

const { endpoint, args } = JSON.parse(process.env.CREATE_RUN);

/** All calls that the emulator has had, by their names. */
async function callsSoFar() {
    const answer = await fetch(`${endpoint}/_emulator/calls`);
    return (await answer.json()).calls.map(({ operation }) => operation);
}

async function main() {
    configureFor(endpoint);
    const { inputs, failures } = await provider.check({}, args);
    if (failures.length > 0) {
        throw new Error(failures[0].reason);
    }
    const before = await callsSoFar();
    const beganMs = performance.now();
    const { outs } = await provider.create(inputs);
    const milliseconds = performance.now() - beganMs;
    const calls = (await callsSoFar()).slice(before.length);
    process.stdout.write(
        JSON.stringify({ milliseconds, calls, checkCalls: before, importedUsers: outs.importedUsers }),
    );
}

main().catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
});
