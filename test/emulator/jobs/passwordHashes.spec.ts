import assert from "node:assert/strict";
import { GetLogEventsCommand, type OutputLogEvent } from "@aws-sdk/client-cloudwatch-logs";
import {
    ListUsersCommand,
    type PasswordHashingAlgorithmType,
    UserStatusType,
} from "@aws-sdk/client-cognito-identity-provider";
import { ManualClock } from "../../../emulator/src";
import { withEmulator } from "../../support/aws/withEmulator";
import { countsOf, createPool, csvFor, describeJob, person, startImport } from "../../support/emulator/importFixtures";
import { firstArgon2Hash, mostExpensiveHashes, oldHashes } from "../../support/emulator/oldPasswords";

/** What became of users with these values of password_hash: their status, or why they are not there. */
async function importHashes(algorithm: PasswordHashingAlgorithmType | undefined, hashes: readonly string[]) {
    return withEmulator({ clock: new ManualClock(), maxFailedOrSkippedShare: 1 }, async (emulator, clients) => {
        const { cognito, logs } = clients;
        const poolId = await createPool(cognito);
        const rows = hashes.map((hash, index) =>
            person(`user${index}`, { password_hash: hash.replaceAll(",", "\\,") }),
        );
        const ids = await startImport(cognito, poolId, await csvFor(cognito, poolId, rows), algorithm);
        await emulator.advance(10);
        const job = await describeJob(cognito, ids);
        const counts = countsOf(job).map(Number);
        assert.equal(job.Status, "Succeeded", job.CompletionMessage);
        assert.equal(
            counts.reduce((sum, count) => sum + count),
            hashes.length,
        );
        const { Users = [] } = await cognito.send(new ListUsersCommand({ UserPoolId: poolId }));
        const statuses = new Map(Users.map(({ Username, UserStatus }) => [Username, UserStatus]));
        const stream = {
            logGroupName: `/aws/cognito/userpools/${poolId}/people`,
            logStreamName: `${ids.JobId}/customers`,
        };
        const { events = [] } = await logs.send(new GetLogEventsCommand({ ...stream, startFromHead: true }));
        return hashes.map((_, index) => statuses.get(`user${index}`) ?? reasonOf(events, index + 2));
    });
}

function reasonOf(events: readonly OutputLogEvent[], line: number): string | undefined {
    const start = `[FAILED] Line Number ${line} - `;
    return events.find(({ message = "" }) => message.startsWith(start))?.message?.slice(start.length);
}

const noHash = "The value of password_hash does not have the right format.";
const ofAnother =
    "The value of password_hash is a hash of another algorithm than the import job's PasswordHashingAlgorithm.";
const above = (part: string, most: number) =>
    `The value of password_hash exceeds the limits of the import job's PasswordHashingAlgorithm: ${part} above ${most}.`;

const { BCRYPT, SCRYPT, ARGON2ID, PBKDF2_SHA256 } = oldHashes;
const bcrypt = (start: string) => start + BCRYPT.slice(7);

interface Forms {
    readonly good: readonly string[];
    readonly malformed: readonly string[];
    readonly beyond: readonly (readonly [hash: string, part: string, most: number])[];
}

const forms: Readonly<Record<PasswordHashingAlgorithmType, Forms>> = {
    BCRYPT: {
        good: [BCRYPT, bcrypt("$2a$12$"), bcrypt("$2x$10$"), bcrypt("$2y$10$")],
        malformed: [bcrypt("$2B$10$"), bcrypt("$2$10$"), bcrypt("$2c$10$"), bcrypt("$2b$3$"), bcrypt("$2b$03$")].concat(
            [BCRYPT.slice(0, -1), `${BCRYPT}x`, BCRYPT.replace("/", "+"), "secret"],
        ),
        beyond: [
            [bcrypt("$2b$13$"), "cost", 12],
            [bcrypt("$2b$31$"), "cost", 12],
        ],
    },
    SCRYPT: {
        good: [SCRYPT, mostExpensiveHashes.SCRYPT, "2$1$1$00$FF", "32768$1$1$00ff$00ff", "65536$2$1$00ff$00ff"],
        malformed: ["1000$8$1$00$ff", "1$8$1$00$ff", "1024$0$1$00$ff", "1024$8$1$0$ff", "1024$8$1$00$"].concat([
            "1024$8$1$00$fg",
            `1024$8$1$00$${"f".repeat(2048)}`,
            // Scrypt requires N below 2 to the power of 16 r.
            "65536$1$1$00ff$00ff",
        ]),
        beyond: [
            ["131072$8$1$00$ff", "N", 65536],
            ["1024$9$1$00$ff", "r", 8],
            ["1024$8$2$00$ff", "p", 1],
        ],
    },
    ARGON2ID: {
        good: [ARGON2ID, mostExpensiveHashes.ARGON2ID, firstArgon2Hash],
        malformed: [
            ARGON2ID.replace("argon2id", "argon2i"),
            ARGON2ID.replace("argon2id", "ARGON2ID"),
            ARGON2ID.replace("v=19", "v=1"),
            ARGON2ID.replace("m=1024,t=2,p=1", "t=2,m=1024,p=1"),
            ARGON2ID.replace("m=1024", "m=7"),
            ARGON2ID.replace(/\$[^$]+$/, ""),
            `${ARGON2ID}AA`,
            ARGON2ID.replace("bWFkZS11cC1zYWx0LTAxNg", "c2FsdA"),
        ],
        beyond: [
            [ARGON2ID.replace("m=1024", "m=19457"), "m", 19456],
            [ARGON2ID.replace("t=2", "t=3"), "t", 2],
            [ARGON2ID.replace("p=1", "p=2"), "p", 1],
        ],
    },
    PBKDF2_SHA256: {
        good: [PBKDF2_SHA256, mostExpensiveHashes.PBKDF2_SHA256],
        malformed: [
            PBKDF2_SHA256.replace("sha256", "sha512"),
            PBKDF2_SHA256.replace("pbkdf2", "PBKDF2"),
            PBKDF2_SHA256.replace("1000", "0"),
            PBKDF2_SHA256.replace("1000", "1e3"),
            PBKDF2_SHA256.replace(/\$[^$]+$/, "$"),
            PBKDF2_SHA256.replace(/\$[^$]+$/, "$A"),
        ],
        beyond: [[PBKDF2_SHA256.replace("1000", "600001"), "iterations", 600_000]],
    },
};

describe("a row with a password hash", () => {
    for (const [name, { good, malformed: bad, beyond }] of Object.entries(forms)) {
        const algorithm = name as PasswordHashingAlgorithmType;
        const others = Object.values(oldHashes).filter((hash) => hash !== oldHashes[algorithm]);

        it(`makes a CONFIRMED user if it is a ${algorithm} hash, RESET_REQUIRED if it is empty, and no user otherwise`, async () => {
            const hashes = [...good, "", ...bad, ...others, ...beyond.map(([hash]) => hash), good[0] ?? ""];

            assert.deepEqual(await importHashes(algorithm, hashes), [
                ...good.map(() => UserStatusType.CONFIRMED),
                UserStatusType.RESET_REQUIRED,
                ...bad.map(() => noHash),
                ...others.map(() => ofAnother),
                ...beyond.map(([, part, most]) => above(part, most)),
                UserStatusType.CONFIRMED,
            ]);
        });
    }

    it("makes a user who has to set a password where the job has no algorithm", async () => {
        const { RESET_REQUIRED } = UserStatusType;

        assert.deepEqual(await importHashes(undefined, [BCRYPT, "", "secret"]), Array(3).fill(RESET_REQUIRED));
    });

    it("fails where the commas of an ARGON2ID hash are not escaped", async () => {
        await withEmulator({ clock: new ManualClock(), maxFailedOrSkippedShare: 1 }, async (emulator, { cognito }) => {
            const poolId = await createPool(cognito);
            const csv = await csvFor(cognito, poolId, [person("jane", { password_hash: ARGON2ID })]);
            const ids = await startImport(cognito, poolId, csv, "ARGON2ID");
            await emulator.advance(10);

            assert.deepEqual(countsOf(await describeJob(cognito, ids)), [0, 0, 1]);
        });
    });
});
