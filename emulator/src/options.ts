import { isIP } from "node:net";
import { type Clock, systemClock } from "./clock/clock";
import type { CallRecord } from "./records";

/** The key pair that signatures are checked with. */
export interface SigningCredentials {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
}

/** What an emulator has when it starts. Members are those of AWS's requests. */
export interface Seed {
    readonly UserPools: readonly SeedPool[];
}

/** A pool as CreateUserPool takes it, with an id that you choose, clients and users. */
export interface SeedPool extends Readonly<Record<string, unknown>> {
    readonly Id: string;
    readonly PoolName: string;
    /** The account that has the pool, 12 digits; default: the emulator's `accountId`. */
    readonly AccountId?: string;
    /** Whether the pool is on Cognito's older infrastructure; default: the emulator's option. */
    readonly OlderInfrastructure?: boolean;
    /** As CreateUserPoolClient takes them, with ids that you choose. */
    readonly UserPoolClients?: readonly (Readonly<Record<string, unknown>> & { readonly ClientId: string })[];
    /**
     * As AdminCreateUser takes them, and what only time or other ways into a pool bring about: `UserStatus`, such as `UNCONFIRMED` or
     * `EXTERNAL_PROVIDER` (a federated user), and `Enabled: false`.
     */
    readonly Users?: readonly Readonly<Record<string, unknown>>[];
}

/** How an emulator behaves. Everything has a default that suits tests: quick, and private to this machine. */
export interface EmulatorOptions {
    /** Port to listen on; default 0: any free one. */
    readonly port?: number | undefined;
    /** Address to listen on; default 127.0.0.1. */
    readonly host?: string | undefined;
    /**
     * Names and addresses, without a port, by which callers reach the emulator, besides `host`, localhost and loopback addresses;
     * requests with another Host header are refused, because a web page may have sent them. Default: none.
     */
    readonly allowedHosts?: readonly string[] | undefined;
    /**
     * Origins, such as `http://localhost:3000`, whose web pages may use the emulator from a browser (CORS). Default: none; pages of
     * other machines are refused.
     */
    readonly allowedOrigins?: readonly string[] | undefined;
    /** Region of the pools' ids and ARNs; default us-east-1. */
    readonly region?: string | undefined;
    /** Account of callers that no other is known of, 12 digits; default 123456789012. */
    readonly accountId?: string | undefined;
    /**
     * Accounts of callers by their access key, such as `{ AKIAPRODUCTION: "222222222222" }`. Default: none. Credentials that
     * AssumeRole gave out belong to the account of their role.
     */
    readonly accounts?: Readonly<Record<string, string>> | undefined;
    /** How long a started job stays Pending, in seconds; default 0.1. */
    readonly pendingSeconds?: number | undefined;
    /** The least time a job stays InProgress, in seconds; default 0.1. */
    readonly inProgressSeconds?: number | undefined;
    /** How many rows a job imports a second; default: as many as it can. */
    readonly rowsPerSecond?: number | undefined;
    /** How long a job that was stopped stays Stopping, in seconds; default 0.1. */
    readonly stoppingSeconds?: number | undefined;
    /**
     * The share of rows, from 0 to 1, that may fail or be skipped; a job with more of them ends Failed. Default 0.5.
     * Assumed: AWS does not document the threshold. Known to be too many are 1 failed user of 1, 5 of 5 and 32 of 46, and all
     * users skipped.
     */
    readonly maxFailedOrSkippedShare?: number | undefined;
    /**
     * How long a job can be started after its creation, in hours; then it ends as Expired. Default 24: AWS says 24 to 48, and
     * jobs were seen to end after 24 hours and 29 minutes.
     */
    readonly expiryHours?: number | undefined;
    /** Roles that Cognito cannot assume, as ARNs: jobs with them fail. Default: none. */
    readonly unassumableRoles?: readonly string[] | undefined;
    /**
     * Whether new pools are on Cognito's older infrastructure, which cannot import password hashes: GetCSVHeader does not list the
     * column `password_hash` for such a pool. Default false.
     */
    readonly olderInfrastructure?: boolean | undefined;
    /**
     * Whether a job takes a file without all columns of its pool; missing columns count as empty. Default false: the job fails.
     * Assumed: both. AWS's guide asks for every column, but has an example with password hashes that lacks most.
     */
    readonly allowMissingColumns?: boolean | undefined;
    /** Folder in which everything survives a restart, even a kill; default: nothing does. */
    readonly dataDir?: string | undefined;
    /**
     * Refuse calls that are not signed (SigV4) with this key pair, or with credentials that AssumeRole gave; default: any credentials
     * are accepted, except those of AssumeRole that have expired.
     */
    readonly verifySignatures?: SigningCredentials | undefined;
    /** User pools, app clients and users that exist from the start. */
    readonly seed?: Seed | undefined;
    /** Called after each call; never gets anything of a body. */
    readonly onCall?: ((record: CallRecord) => void) | undefined;
    /** Where time comes from; default: the machine's clock. `advance` moves a ManualClock. */
    readonly clock?: Clock | undefined;
}

/** Options with every default filled in. */
export type Settings = {
    readonly [K in Exclude<keyof EmulatorOptions, OptionalSetting>]-?: NonNullable<EmulatorOptions[K]>;
} & Pick<EmulatorOptions, OptionalSetting>;

/** Options without a default. */
type OptionalSetting = "verifySignatures" | "seed" | "onCall";

const defaults: Settings = {
    port: 0,
    host: "127.0.0.1",
    allowedHosts: [],
    allowedOrigins: [],
    region: "us-east-1",
    accountId: "123456789012",
    accounts: {},
    pendingSeconds: 0.1,
    inProgressSeconds: 0.1,
    rowsPerSecond: Number.POSITIVE_INFINITY,
    stoppingSeconds: 0.1,
    maxFailedOrSkippedShare: 0.5,
    expiryHours: 24,
    unassumableRoles: [],
    olderInfrastructure: false,
    allowMissingColumns: false,
    dataDir: "",
    clock: systemClock,
};

/**
 * Fills in the defaults; an option that is `undefined` counts as not given.
 * @throws RangeError when an option is out of its range; the message names it.
 */
export function resolveOptions(options: EmulatorOptions): Settings {
    const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
    const settings: Settings = { ...defaults, ...given };
    check(Number.isInteger(settings.port) && settings.port >= 0 && settings.port <= 65535, "port", "from 0 to 65535");
    const isHost = (host: string): boolean => isIP(host) !== 0 || /^[A-Za-z0-9._-]{1,253}$/.test(host);
    check(settings.allowedHosts.every(isHost), "allowedHosts", "names or addresses without a port, such as cognito");
    check(settings.allowedOrigins.every(isOrigin), "allowedOrigins", "origins such as http://localhost:3000");
    check(/^[a-z]{2}(?:-[a-z]+)+-[0-9]+$/.test(settings.region), "region", "a name such as us-east-1");
    const isAccount = (account: string): boolean => /^[0-9]{12}$/.test(account);
    check(isAccount(settings.accountId), "accountId", "12 digits");
    const isKey = (key: string): boolean => /^[A-Za-z0-9_-]{1,128}$/.test(key);
    const isMap = Object.entries(settings.accounts).every(([key, account]) => isKey(key) && isAccount(account));
    check(isMap, "accounts", "access keys with an account of 12 digits each");
    check(settings.rowsPerSecond > 0, "rowsPerSecond", "greater than 0");
    const share = settings.maxFailedOrSkippedShare;
    check(share >= 0 && share <= 1, "maxFailedOrSkippedShare", "from 0 to 1");
    for (const name of ["pendingSeconds", "inProgressSeconds", "stoppingSeconds", "expiryHours"] as const) {
        check(settings[name] >= 0 && Number.isFinite(settings[name]), name, "0 or more");
    }
    return settings;
}

/** Whether a browser writes an Origin header like this; schemes of other programs with a browser inside count too. */
function isOrigin(text: string): boolean {
    const isWeb = /^https?:/.test(text);
    return isWeb ? URL.canParse(text) && new URL(text).origin === text : /^[a-z][a-z0-9+.-]*:\/\/[\w.:-]+$/.test(text);
}

function check(isValid: boolean, name: keyof EmulatorOptions, expected: string): void {
    if (!isValid) {
        throw new RangeError(`${name} must be ${expected}`);
    }
}
