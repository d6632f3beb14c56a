import { randomBytes } from "node:crypto";
import { randomId } from "../ids";
import type { Journal } from "../journal";
import type { Settings } from "../options";
import { accessKeyIdOf } from "../wire/signature";
import type { WireRequest } from "../wire/wire";
import type { Caller, RoleSession } from "./caller";

/** The journal's entry about credentials that were given out. */
export interface SessionEntry {
    readonly type: "session";
    readonly session: RoleSession;
}

/** Knows to whom an access key belongs. */
export class CallerStore {
    private readonly sessions = new Map<string, RoleSession>();
    private readonly accounts: ReadonlyMap<string, string>;
    /** The ARNs of the users, by account: every record of a call shares them. */
    private readonly userArns = new Map<string, string>();

    constructor(
        private readonly settings: Pick<Settings, "accountId" | "accounts">,
        private readonly journal: Journal<SessionEntry>,
    ) {
        this.accounts = new Map(Object.entries(settings.accounts));
    }

    /**
     * The caller that a request names by its access key. Whether it may, is for `refusalOf` to say.
     * @returns `undefined` for a request without an access key.
     */
    identify(request: WireRequest): Caller | undefined {
        const accessKeyId = accessKeyIdOf(request);
        if (accessKeyId === undefined) {
            return undefined;
        }
        const session = this.sessions.get(accessKeyId);
        const accountId = session?.accountId ?? this.accounts.get(accessKeyId) ?? this.settings.accountId;
        return { accessKeyId, accountId, arn: session?.arn ?? this.userArn(accountId), session };
    }

    /** Gives out new credentials. */
    open(session: Omit<RoleSession, "accessKeyId" | "secretAccessKey" | "sessionToken">): RoleSession {
        const opened = {
            accessKeyId: `ASIA${randomId(16).toUpperCase()}`,
            secretAccessKey: randomBytes(30).toString("base64"),
            sessionToken: randomBytes(48).toString("base64"),
            ...session,
        };
        this.restore(opened);
        this.journal.append({ type: "session", session: opened });
        return opened;
    }

    /** Puts credentials back that were given out before. */
    restore(session: RoleSession): void {
        this.sessions.set(session.accessKeyId, session);
    }

    /** The emulator has one user in each account. */
    private userArn(accountId: string): string {
        const arn = this.userArns.get(accountId) ?? `arn:aws:iam::${accountId}:user/emulator`;
        this.userArns.set(accountId, arn);
        return arn;
    }
}
