import { writeFile } from "node:fs/promises";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { UserImport, type UserImportArgs } from "../../../provider/src";
import { openUsersSource } from "../../../provider/src/source/usersSource";
import { isPackedUsers } from "../../../provider/src/users/packUsers";
import type { UserRecord } from "../../../provider/src/users/userRecord";
import { decodeUsers } from "../sources/decodeUsers";
import { withTemporaryFolder } from "./fakePrograms";
import { type MockedRun, type RegisteredResource, runMocked } from "./pulumiMocks";

export const jobType = "pulumi-nodejs:dynamic/cognito-user-import:UserImportJob";
export const limits = { maxRows: 10, maxBytes: 100_000 };
export const partMarks = ["1;", "2;", "3;last;"].map((marks) => `part://${marks}rows=10;bytes=100000/`);

/** Under this key Pulumi says that a value is a secret. */
const signature = "4dabf18193072939515e22adb298388d";

/** What a run of a `UserImport` registered. */
export interface Ran {
    readonly jobs: readonly RegisteredResource[];
    /** What the jobs are given, out of its secrets. */
    readonly sources: readonly unknown[];
    readonly users: readonly (readonly UserRecord[])[];
    readonly firstUsers: readonly (number | undefined)[];
    readonly after: RegisteredResource | undefined;
    readonly seen: { readonly totalUsers: number | undefined; readonly isSecret: boolean };
}

class After extends pulumi.CustomResource {}

/** Runs a component, and a resource that depends on it. */
export async function runImport(
    args: () => Partial<UserImportArgs>,
    { isPreview = false, jobLimits = limits } = {},
): Promise<Ran> {
    const state = { status: "Succeeded", totalUsers: 10, failures: [] };
    const mocked = { isPreview, outputs: { [jobType]: () => state } };
    const run: MockedRun<unknown> = await runMocked(mocked, () => {
        const given = {
            userPoolId: "us-east-1_AbCdEfGhI",
            cloudWatchLogsRoleArn: "arn:aws:iam::123456789012:role/any",
        };
        const component = new UserImport("everybody", { ...given, ...args() }, {}, jobLimits);
        const after = new After("test:index:After", "after", {}, { dependsOn: [component] });
        let totalUsers: number | undefined;
        const known = component.totalUsers.apply((total) => {
            totalUsers = total;
        });
        // Neither waits for ever where something is unknown.
        const isSecret = pulumi.isSecret(known);
        const registered = pulumi.isSecret(after.id);
        return Promise.all([isSecret, registered]).then(([secret]) => ({ totalUsers, isSecret: secret }));
    });
    const jobs = run.resources.filter(({ type }) => type === jobType);
    const packed = jobs.map(({ inputs }) => revealed(inputs.users));
    return {
        jobs,
        sources: jobs.map(({ inputs }) => revealed(inputs.source)),
        users: await Promise.all(packed.map(unpacked)),
        firstUsers: packed.map((users) => (isPackedUsers(users) ? users.firstUser : undefined)),
        after: run.resources.find(({ name }) => name === "after"),
        seen: run.result as Ran["seen"],
    };
}

/** The typed rows that a job gets. */
export async function unpacked(users: unknown): Promise<UserRecord[]> {
    const rows: UserRecord[] = [];
    if (isPackedUsers(users) && users.problems.length === 0) {
        for await (const row of decodeUsers(openUsersSource(users).read())) {
            rows.push(row);
        }
    }
    return rows;
}

export function revealed(value: unknown): unknown {
    return isSecret(value) ? (value as { value: unknown }).value : value;
}

export function isSecret(value: unknown): boolean {
    return (value as Record<string, unknown> | undefined)?.[signature] === "1b47061264138c4ac30d75fd1eb44270";
}

export function people(count: number): { username: string; email: string }[] {
    return Array.from({ length: count }, (_, index) => ({
        username: `user${index}`,
        email: `user${index}@example.com`,
    }));
}

/** As the dialect writes them: with the booleans that were left out. */
export function encodedPeople(count: number): UserRecord[] {
    const booleans = { emailVerified: false, phoneNumberVerified: false };
    return people(count).map((user) => ({ ...user, ...booleans }));
}

export function csv(count: number): string {
    return `cognito:username,email\n${people(count)
        .map(({ username, email }) => `${username},${email}\n`)
        .join("")}`;
}

export async function withFile(rows: number, test: (file: string) => Promise<void>): Promise<void> {
    await withTemporaryFolder(async (folder) => {
        const file = path.join(folder, "users.csv");
        await writeFile(file, csv(rows));
        await test(file);
    });
}
