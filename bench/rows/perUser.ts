import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DescribeUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { withEmulator } from "../../test/support/aws/withEmulator";
import { createPool, csvFor, people, roleArn } from "../../test/support/emulator/importFixtures";
import { withStack } from "../../test/support/pulumi/pulumiStack";
import type { StackConfig } from "../../test/support/pulumi/stackConfig";
import { inTurns, medianFigure } from "../inTurns";
import type { Figure, Row } from "../row";

const job = resolve(__dirname, "../../test/fixtures/programs/importJob");
const onePerUser = resolve(__dirname, "../programs/onePerUser");

/** What an `up` that makes users in an empty pool came to. */
interface Up {
    readonly seconds: number;
    readonly stateBytes: number;
}

export const row: Row = {
    name: "perUser",
    work: "`pulumi up` of 1,000 users by one job, beside one dynamic resource for each user",
    explained: [
        "The resource for each user is as short as it can be (`bench/programs/onePerUser`): it calls AdminCreateUser and has no preview,",
        "update or delete. It is measured once, since it takes minutes. On a real account AdminCreateUser would be held to its quota as well. A longer job takes longer, at no more state.",
    ].join(" "),
    measure: async ({ quick, say }) => {
        const users = quick ? 100 : 1000;
        const { ours } = await inTurns({ ours: () => importAll(users) }, quick ? 1 : 5, say);
        // Once: it takes minutes.
        const theirs = await createEach(users);
        return figures(ours, theirs);
    },
};

function figures(ours: readonly Up[], theirs: Up): Figure[] {
    const values = (name: keyof Up): number[] => ours.map((up) => up[name]);
    const peer = (name: keyof Up) => ({ name: "a resource a user", values: [theirs[name]] });
    return [
        medianFigure({ what: "up", unit: "s", goal: { atMost: 0.1 } }, values("seconds"), peer("seconds")),
        medianFigure(
            { what: "state", unit: "bytes", goal: { atMost: 0.0033 } },
            values("stateBytes"),
            peer("stateBytes"),
        ),
    ];
}

async function importAll(users: number): Promise<Up> {
    const folder = await mkdtemp(join(tmpdir(), "bench-per-user-"));
    try {
        return await up(job, users, async (endpoint, poolId, csv) => {
            const source = join(folder, "users.csv");
            await writeFile(source, csv);
            const endpoints = [{ cognitoidp: endpoint, logs: endpoint }];
            return {
                "aws:endpoints": endpoints,
                args: { userPoolId: poolId, cloudWatchLogsRoleArn: roleArn, source },
            };
        });
    } finally {
        await rm(folder, { recursive: true, force: true });
    }
}

async function createEach(users: number): Promise<Up> {
    const usernames = people(users).map((person) => person["cognito:username"]);
    return await up(onePerUser, users, async (endpoint, pool) => ({ endpoint, pool, usernames }));
}

async function up(
    program: string,
    users: number,
    configOf: (endpoint: string, poolId: string, csv: string) => Promise<StackConfig>,
): Promise<Up> {
    return await withEmulator({}, async (emulator, { cognito }) => {
        const poolId = await createPool(cognito);
        const config = await configOf(emulator.url, poolId, await csvFor(cognito, poolId, people(users)));
        return await withStack({ program, config, startsAsForUsers: true }, async (stack) => {
            const began = performance.now();
            await stack.up({ timeoutSeconds: 3600 });
            const seconds = (performance.now() - began) / 1000;
            const { UserPool } = await cognito.send(new DescribeUserPoolCommand({ UserPoolId: poolId }));
            if (UserPool?.EstimatedNumberOfUsers !== users) {
                throw new Error(`${UserPool?.EstimatedNumberOfUsers} of ${users} users are in the pool`);
            }
            return { seconds, stateBytes: (await stack.exportState()).text.length };
        });
    });
}
