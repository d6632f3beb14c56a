import { createInProcessEmulator, type InProcessEmulator, ManualClock } from "../../emulator/src";
import type { ImportApi } from "../../provider/src/cognito/importApi";
import { callsOf, createSdkImportApi } from "../../provider/src/cognito/sdkImportApi";
import type { PutAnswer, StreamPut } from "../../provider/src/job/putStream";
import type { ImportJob } from "../../provider/src/types";
import type { BrokenProvider, Surroundings } from "./crashingProcess";
import { directClients } from "./directClients";

/** How the emulator behaves in one simulation. */
export interface WorldOptions {
    readonly rowsPerSecond: number;
    readonly pendingSeconds: number;
    readonly clockAheadSeconds: number;
    /** Whether calls go through the AWS SDK; else straight to the emulator, which takes a third of the time. */
    readonly usesSdk: boolean;
    readonly random: () => number;
}

/** An account with one user pool, on a clock that stands still until it is moved, without a socket. */
export interface World extends Surroundings {
    readonly emulator: InProcessEmulator;
    readonly clock: ManualClock;
    readonly files: Map<string, string>;
    readonly poolId: string;
    /** Writes a CSV with these users. */
    writeUsers(file: string, names: readonly string[]): void;
    /** Every job of the pool, newest first. */
    jobs(): Promise<ImportJob[]>;
    usernames(): Promise<string[]>;
}

/** Makes a world. */
export async function createWorld(options: WorldOptions, broken?: BrokenProvider): Promise<World> {
    const clock = new ManualClock();
    const { random, rowsPerSecond, pendingSeconds, clockAheadSeconds } = options;
    const emulator = createInProcessEmulator({ clock, rowsPerSecond, pendingSeconds, maxFailedOrSkippedShare: 1 });
    const api = options.usesSdk ? sdkApi(emulator) : callsOf(directClients(emulator));
    const answer = await emulator.call("CreateUserPool", { PoolName: "simulation", AutoVerifiedAttributes: ["email"] });
    const poolId = String((answer.UserPool as { Id: string }).Id);
    const header = await api.getCsvHeader(poolId);
    const files = new Map<string, string>();
    const allJobs = async (): Promise<ImportJob[]> => {
        const jobs: ImportJob[] = [];
        let token: string | undefined;
        do {
            const page = await api.listJobs(poolId, 60, token);
            jobs.push(...page.jobs);
            token = page.paginationToken;
        } while (token !== undefined);
        return jobs;
    };
    return {
        emulator,
        clock,
        clockAheadSeconds,
        files,
        poolId,
        random,
        broken,
        api,
        put: (put) => putInProcess(emulator, put),
        writeUsers: (file, names) => {
            files.set(file, [header.join(","), ...names.map((name) => row(header, name)), ""].join("\n"));
        },
        jobs: allJobs,
        usernames: async () => {
            const { Users } = await emulator.call("ListUsers", { UserPoolId: poolId });
            return (Users as { Username: string }[]).map(({ Username }) => Username).sort((a, b) => a.localeCompare(b));
        },
    };
}

function sdkApi(emulator: InProcessEmulator): ImportApi {
    const settings = {
        endpoint: emulator.url,
        region: emulator.region,
        requestHandler: emulator.requestHandler,
        credentials: { accessKeyId: "simulation", secretAccessKey: "simulation" },
        // Faults are to reach the lifecycle, and the SDK's own pauses would take real time.
        maxAttempts: 1,
    };
    return createSdkImportApi({ cognito: settings, logs: settings });
}

function row(header: readonly string[], name: string): string {
    const values: Readonly<Record<string, string>> = {
        "cognito:username": name,
        email: `${name}@example.com`,
        email_verified: "true",
        phone_number_verified: "false",
        "cognito:mfa_enabled": "false",
    };
    return header.map((column) => values[column] ?? "").join(",");
}

async function putInProcess(emulator: InProcessEmulator, put: StreamPut): Promise<PutAnswer | { brokenBy: string }> {
    const request = {
        method: "PUT",
        url: put.url.href,
        headers: { ...put.headers, "content-length": String(put.bodyBytes) },
        body: put.body,
    };
    try {
        const { statusCode, body } = await emulator.send(request);
        const tag = (name: string): string => new RegExp(`<${name}>([^<]*)<`).exec(body.toString())?.[1] ?? "";
        return { status: statusCode, errorCode: tag("Code"), errorMessage: tag("Message") };
    } catch (error) {
        const { code } = error as { code?: string };
        if (code !== "ECONNRESET") {
            throw error;
        }
        return { brokenBy: code };
    }
}
