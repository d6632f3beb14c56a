import { createHash } from "node:crypto";
import { UserImportError } from "../../../provider/src/errors/errors";
import type { LifecycleDependencies } from "../../../provider/src/job/dependencies";
import { type JobContext, openJobContext } from "../../../provider/src/job/jobContext";
import { emptyProcessMemory } from "../../../provider/src/job/processMemory";
import type { CheckedInputs, UserImportJobInputs } from "../../../provider/src/resource/properties";
import type { Source } from "../../../provider/src/source/source";
import { type FakeImportApi, fakeImportApi, fakePoolId, fakeRoleArn } from "../aws/fakeImportApi";
import { manualClock, type ProviderClock } from "../process/manualClock";
import { type RecordedProgress, recordedProgress } from "../pulumi/recordedProgress";

const verdicts = "email,email_verified,gender,birthdate,zoneinfo,locale,phone_number,phone_number_verified";
const names = "name,given_name,family_name,middle_name,nickname,preferred_username,profile,picture,website";

/** The columns that GetCSVHeader returns for a pool without custom attributes. */
export const poolHeader = `cognito:username,${names},${verdicts},address,updated_at,cognito:mfa_enabled`;

const row = (username: string, email: string): string => `${username},,,,,,,,,,${email},true,,,,,,false,,,false\n`;

/** Three made-up people. */
export const peopleCsv = [
    `${poolHeader}\n`,
    row("ada", "ada@example.com"),
    row("grace", "grace@example.com"),
    row("edsger", "edsger@example.org"),
].join("");

export const resourceUrn = "urn:pulumi:dev::people::pulumi-nodejs:dynamic/cognito-user-import:UserImportJob::seed";

/** Everything that the lifecycle uses, in memory. */
export interface LifecycleFixture {
    readonly api: FakeImportApi;
    readonly clock: ProviderClock;
    readonly progress: RecordedProgress;
    /** Content by path; what is not in it cannot be read. */
    readonly files: Map<string, string>;
    readonly deps: LifecycleDependencies;
    /** The `attempts` of every connection made. */
    readonly connections: (number | undefined)[];
    context(inputs?: Partial<CheckedInputs>): JobContext;
}

export function lifecycleFixture(overrides: Partial<LifecycleDependencies> = {}): LifecycleFixture {
    const clock = manualClock();
    const api = fakeImportApi(clock);
    api.header = poolHeader.split(",");
    const progress = recordedProgress();
    const files = new Map([["users.csv", peopleCsv]]);
    const connections: (number | undefined)[] = [];
    const deps: LifecycleDependencies = {
        connect: (_userPoolId, attempts) => {
            connections.push(attempts);
            return api;
        },
        hasConfiguredEndpoint: false,
        account: async () => undefined,
        region: undefined,
        openSource: async (path) => memorySource(String(path), files.get(String(path))),
        clock,
        progress: () => progress,
        memory: emptyProcessMemory(),
        ...overrides,
    };
    const context = (inputs?: Partial<CheckedInputs>): JobContext => openJobContext(deps, checkedInputs(inputs));
    return { api, clock, progress, files, deps, connections, context };
}

export function memorySource(path: string, content: string | undefined): Source {
    if (content === undefined) {
        throw new UserImportError("source-unreadable", `The source ${path} cannot be read: there is no such file.`);
    }
    const bytes = Buffer.from(content);
    return {
        description: path,
        sizeBytes: bytes.length,
        async *read() {
            for (let at = 0; at < bytes.length; at += 64) {
                yield bytes.subarray(at, at + 64);
            }
        },
    };
}

/** The digest of content that has LF and a final newline. */
export function digestOf(content: string): string {
    return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

/** Arguments as a program gives them, with what the resource adds. */
export function programInputs(
    overrides: Partial<Record<keyof CheckedInputs | "users", unknown>> = {},
): UserImportJobInputs & Partial<CheckedInputs> {
    const inputs = {
        userPoolId: fakePoolId,
        cloudWatchLogsRoleArn: fakeRoleArn,
        source: "users.csv",
        resourceUrn,
        __provider: "exports.handler = …",
        ...overrides,
    };
    return inputs as unknown as UserImportJobInputs & Partial<CheckedInputs>;
}

/** What `check` makes of {@link programInputs}. */
export function checkedInputs(overrides: Partial<CheckedInputs> = {}): CheckedInputs {
    return {
        ...programInputs(),
        jobName: "seed-0123",
        sourceDigest: digestOf(peopleCsv),
        totalUsers: 3,
        ...overrides,
    } as CheckedInputs;
}
