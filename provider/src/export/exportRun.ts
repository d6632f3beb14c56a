import { explainAwsError } from "../aws/awsError";
import type { Clock } from "../clock";
import { CallPace } from "../cognito/callPace";
import type { ListPage, UserListApi } from "../cognito/userListApi";
import { isUserImportError, nameOf, UserImportError } from "../errors/errors";
import { countOf } from "../messages";
import { type ExportFiles, partOf } from "./exportFiles";
import { ExportOutput } from "./exportOutput";
import { type ExportRequest, type ExportState, forgetExport } from "./exportState";
import { type RowTarget, RowWriter } from "./userRow";

/** What an export takes. */
export interface ExportPlan {
    readonly api: UserListApi;
    readonly clock: Clock;
    readonly userPoolId: string;
    readonly target: RowTarget;
    /** What must be the same in a run that goes on. */
    readonly request: ExportRequest;
    readonly files: ExportFiles;
    /** Whether files that exist may be overwritten at the end. */
    readonly overwrites: boolean;
    /** AWS's estimate; `undefined`: not known. Decides only how memory is taken. */
    readonly expectedUsers: number | undefined;
    readonly signal?: AbortSignal | undefined;
    /** Told of every page. */
    readonly onProgress: (state: ExportState) => void;
    /** Told of what people should know at once. */
    readonly onNotice: (text: string) => void;
}

/** So many pages come between two times that the state is kept: about a second at the pace of reading. */
const pagesPerSave = 20;

/** One run of an export. */
export class ExportRun {
    private readonly output: ExportOutput;
    private readonly pace: CallPace;
    private pages = 0;
    private hasBegunAnew = false;

    public constructor(
        private readonly plan: ExportPlan,
        private readonly state: ExportState,
    ) {
        const { target, files, expectedUsers } = plan;
        this.output = new ExportOutput(new RowWriter(target), files, state, target.pool, expectedUsers);
        this.pace = new CallPace(plan.clock, plan.signal);
    }

    public async run(): Promise<void> {
        try {
            await this.output.open();
            if (this.state.phase === "users") {
                await this.readUsers();
                this.state.token = undefined;
                this.state.phase = this.plan.files.groups === undefined ? "written" : "groups";
            }
            if (this.state.phase === "groups") {
                await this.readGroups();
                this.state.phase = "written";
            }
            this.output.keep();
        } catch (error) {
            throw this.withAdvice(error);
        } finally {
            this.output.close();
        }
    }

    private async readUsers(): Promise<void> {
        const { api, userPoolId } = this.plan;
        do {
            const beganMs = this.plan.clock.now();
            const page = await this.page(
                "ListUsers",
                (token) => api.listUsers(userPoolId, token),
                () => {
                    this.plan.onNotice(
                        "AWS no longer knows where the export stopped: it remembers that for an hour. The export begins anew.",
                    );
                    this.output.beginAnew();
                },
            );
            this.output.addUsers(page.items);
            await this.passed(page, beganMs);
        } while (this.state.token !== undefined);
    }

    private async readGroups(): Promise<void> {
        const { api, userPoolId } = this.plan;
        const names: string[] = [];
        let token: string | undefined;
        do {
            const beganMs = this.plan.clock.now();
            const page = await this.call("ListGroups", () => api.listGroups(userPoolId, token));
            names.push(...page.items);
            token = page.next;
            await this.pace.after(beganMs, 1);
        } while (token !== undefined);
        names.sort((one, other) => (one < other ? -1 : 1));
        this.output.dropGroupIfGone(names);
        for (const name of names.filter((one) => this.output.isGroupLeft(one))) {
            this.output.openGroup(name);
            do {
                const beganMs = this.plan.clock.now();
                const page = await this.page(
                    "ListUsersInGroup",
                    (next) => api.listUsersInGroup(userPoolId, name, next),
                    () => this.output.beginGroupAnew(),
                );
                this.output.addMembers(page.items);
                await this.passed(page, beganMs);
            } while (this.state.token !== undefined);
            this.output.endGroup();
        }
    }

    /**
     * Reads the page after the state's token.
     *
     * @param onRefused takes back what was read, where AWS does not know the token any more
     */
    private async page<Item>(
        operation: string,
        read: (token: string | undefined) => Promise<ListPage<Item>>,
        onRefused: () => void,
    ): Promise<ListPage<Item>> {
        const { token } = this.state;
        try {
            return await read(token);
        } catch (error) {
            // Once a run: what AWS refuses again has another cause.
            if (token === undefined || this.hasBegunAnew || nameOf(error) !== "InvalidParameterException") {
                throw this.explained(operation, error);
            }
            this.hasBegunAnew = true;
            onRefused();
            return await this.call(operation, () => read(undefined));
        }
    }

    /** Notes that a page is written, and waits as long as the pace asks. */
    private async passed<Item>(page: ListPage<Item>, beganMs: number): Promise<void> {
        this.state.token = page.next;
        this.pages++;
        // After the last page the phase, or the group, has to end first: without a token, the next run would begin it anew.
        if (page.next !== undefined && this.pages % pagesPerSave === 0) {
            this.output.keep();
        }
        this.plan.onProgress(this.state);
        if (page.next !== undefined) {
            await this.pace.after(beganMs, 1);
        }
    }

    private async call<Answer>(operation: string, call: () => Promise<Answer>): Promise<Answer> {
        try {
            return await call();
        } catch (error) {
            throw this.explained(operation, error);
        }
    }

    private explained(operation: string, error: unknown): unknown {
        return explainAwsError(error, { operation, userPoolId: this.plan.userPoolId });
    }

    /** Keeps what was read, and says how to go on; or leaves nothing where nothing was read. */
    private withAdvice(error: unknown): unknown {
        const { files } = this.plan;
        if (this.state.read === 0) {
            forgetExport(files);
            return error;
        }
        this.output.keep();
        if (!isUserImportError(error)) {
            return error;
        }
        const read = countOf(this.state.read, "user");
        return new UserImportError(
            error.code,
            `${error.message} ${read} were read so far and are kept in ${partOf(files.users)}. Run the same command again within an hour to go on, or with --restart to begin anew.`,
            { cause: error },
        );
    }
}
