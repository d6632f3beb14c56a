import type { ImportApi } from "../../provider/src/cognito/importApi";
import type { LifecycleDependencies } from "../../provider/src/job/dependencies";
import { create } from "../../provider/src/lifecycle/create";
import {
    checkedInputs,
    digestOf,
    type LifecycleFixture,
    lifecycleFixture,
    poolHeader,
} from "../../test/support/lifecycle/lifecycleFixture";
import type { Figure, Row } from "../row";
import { spreadOf } from "../statistics";

const rows = 1000;
const durations = [1, 10, 60, 600, 3600];

/** Pauses are shortened at random; these are as long as they can be, as short, and between. */
const chances = [0, 0.5, 0.999];

/** How long a job pends, of its whole duration. */
const pendingShare = 0.1;

/** How a job ends: its counts go up before, or nothing tells of it. */
type Course = "counted" | "unannounced";

interface Noticed {
    readonly lateSeconds: number;
    /** Of DescribeUserImportJob. */
    readonly polls: number;
}

export const row: Row = {
    name: "notice",
    work: "how long after a job's end create() returns, and how often it asks, on a clock that only the bench moves",
    explained: [
        "The goals are those of [decision 7](decisions/0007-how-often-a-job-is-polled.md): an end that the job's counts announce is noticed",
        "at most 1 s or 5 % of the job's duration late, any other at most 1 s or 10 %, but never more than 10 s; DescribeUserImportJob is",
        "called at most 29 times and once more for every 10 s. Each figure is the worst of three pinned chances. The script of the row",
        "wholeJob is 2.5 s late on average, and calls once every 5 s.",
    ].join(" "),
    measure: async () => {
        const figures: Figure[] = [];
        for (const seconds of durations) {
            const counted = await noticedAll("counted", seconds);
            const unannounced = await noticedAll("unannounced", seconds);
            const polls = [...counted, ...unannounced].map((noticed) => noticed.polls);
            figures.push(
                lag(`a job of ${seconds} s whose counts go up`, counted, Math.max(1, 0.05 * seconds)),
                lag(`a job of ${seconds} s without counts`, unannounced, Math.max(1, Math.min(0.1 * seconds, 10))),
                {
                    what: `polls of a job of ${seconds} s`,
                    unit: "calls",
                    ours: Math.max(...polls),
                    spread: spreadOf(polls),
                    goal: { atMost: 29 + seconds / 10 },
                },
            );
        }
        return figures;
    },
};

function lag(what: string, noticed: readonly Noticed[], atMost: number): Figure {
    const late = noticed.map(({ lateSeconds }) => lateSeconds);
    return { what, unit: "s", ours: Math.max(...late), spread: spreadOf(late), goal: { atMost } };
}

async function noticedAll(course: Course, seconds: number): Promise<Noticed[]> {
    return await Promise.all(chances.map(async (chance) => await notice(course, seconds, chance)));
}

async function notice(course: Course, seconds: number, chance: number): Promise<Noticed> {
    let describing: ImportApi | undefined;
    const fixture = lifecycleFixture({ connect: () => describing as ImportApi, put: takeUpload });
    const { api, clock, files, deps } = fixture;
    clock.chance = chance;
    describing = course === "counted" ? withCounts(fixture, seconds) : api;
    const csv = `${poolHeader}\n${Array.from({ length: rows }, (_, index) => `${line(index)}\n`).join("")}`;
    files.set("users.csv", csv);
    const end = { status: "Succeeded", importedUsers: rows };
    api.life = { pendingSeconds: pendingShare * seconds, runSeconds: seconds, end };
    const { outs } = await create(deps, checkedInputs({ sourceDigest: digestOf(csv), totalUsers: rows }));
    if (outs.importedUsers !== rows || outs.status !== "Succeeded") {
        throw new Error(`${outs.importedUsers} of ${rows} users were imported, and the job is ${outs.status}`);
    }
    const lateSeconds = (clock.now() - Date.parse(outs.completionDate ?? "")) / 1000;
    return { lateSeconds, polls: api.count("describeJob") };
}

/** As AWS counts a steady import. */
function withCounts({ api, clock }: LifecycleFixture, seconds: number): ImportApi {
    return {
        ...api,
        describeJob: async (userPoolId, jobId) => {
            const { job, uploadUrl } = await api.describeJob(userPoolId, jobId);
            const ranSeconds = (clock.now() - Date.parse(job.startDate ?? "")) / 1000;
            const share = (ranSeconds / seconds - pendingShare) / (1 - pendingShare);
            const importedUsers = job.status === "InProgress" ? Math.floor(share * rows) : job.importedUsers;
            return { job: { ...job, importedUsers }, uploadUrl };
        },
    };
}

/** Reads what is uploaded to its end, at once. */
const takeUpload: NonNullable<LifecycleDependencies["put"]> = async ({ body }) => {
    for await (const _ of body) {
        // Nobody keeps it.
    }
    return { status: 200, errorCode: "", errorMessage: "" };
};

function line(user: number): string {
    const values: Record<string, string> = {
        "cognito:username": `user${user}`,
        email: `user${user}@example.com`,
        email_verified: "true",
        phone_number_verified: "false",
        "cognito:mfa_enabled": "false",
    };
    return poolHeader
        .split(",")
        .map((column) => values[column] ?? "")
        .join(",");
}
