import { clientId } from "./model/authTypes";
import { describeViolations, type Violation } from "./model/constraints";
import { createUserPoolClientRequest } from "./model/createUserPoolClientRequest";
import { createUserPoolRequest } from "./model/createUserPoolRequest";
import { boolean, oneOf, string } from "./model/scalars";
import { required, type Shape, structure } from "./model/shape";
import { username, userPoolId } from "./model/types";
import type { Seed, SeedPool } from "./options";
import type { UserPool } from "./pools/userPool";
import { type Services, type SharedServices, servicesFor } from "./services";
import { AdminCreateUser } from "./targets/users";
import { userStatuses } from "./users/user";

/** What a user of the seed has beside the request of AdminCreateUser. */
const seedState = structure({
    Username: required(username),
    UserStatus: oneOf(...userStatuses),
    Enabled: boolean(),
});

const accountId = string({ pattern: "[0-9]{12}" });

/**
 * Makes the seed's pools. Pools whose id exists already (in a data folder) stay as they are.
 * @throws Error that says where the seed is wrong.
 */
export async function applySeed(services: SharedServices, seed: Seed): Promise<void> {
    if (!Array.isArray(seed.UserPools)) {
        throw new Error("the seed must be an object with a list UserPools");
    }
    for (const [index, pool] of seed.UserPools.entries()) {
        const id = read(userPoolId, pool.Id, `UserPools[${index}].Id`);
        if (services.accounts.withPool(id) === undefined) {
            await applyPool(services, { ...pool, Id: id }, `UserPools[${index}]`);
        }
    }
    services.journal.flush();
}

async function applyPool(shared: SharedServices, seed: SeedPool, path: string): Promise<void> {
    const { Id, AccountId, UserPoolClients = [], Users = [], OlderInfrastructure, ...settings } = seed;
    const services = servicesFor(
        shared,
        AccountId === undefined ? undefined : read(accountId, AccountId, `${path}.AccountId`),
    );
    const olderInfrastructure =
        OlderInfrastructure && read(boolean(), OlderInfrastructure, `${path}.OlderInfrastructure`);
    const pool = services.pools.create(read(createUserPoolRequest, settings, path), { id: Id, olderInfrastructure });
    for (const [index, { ClientId, ...client }] of UserPoolClients.entries()) {
        const at = `${path}.UserPoolClients[${index}]`;
        const request = read(createUserPoolClientRequest, { ...client, UserPoolId: Id }, at);
        const id = read(clientId, ClientId, `${at}.ClientId`);
        services.pools.addClient(pool, { id, secret: undefined, settings: request, createdMs: pool.createdMs });
    }
    for (const [index, user] of Users.entries()) {
        await addUser(services, pool, user, `${path}.Users[${index}]`);
    }
}

async function addUser(
    services: Services,
    pool: UserPool,
    { UserStatus, Enabled, ...request }: Readonly<Record<string, unknown>>,
    path: string,
): Promise<void> {
    const context = { host: "localhost", caller: undefined, fault: undefined };
    await AdminCreateUser.call(services, { ...request, UserPoolId: pool.id }, context).catch((cause: unknown) => {
        throw new Error(`${path}: ${messageOf(cause)}`, { cause });
    });
    const state = read(seedState, { Username: request.Username, UserStatus, Enabled }, path);
    const made = pool.users.get(state.Username);
    if (made !== undefined) {
        const user = { ...made, status: state.UserStatus ?? made.status, enabled: state.Enabled ?? made.enabled };
        pool.users.replace(user);
        services.journal.append({ type: "user", poolId: pool.id, user });
    }
}

function read<T>(shape: Shape<T>, value: unknown, path: string): T {
    const violations: Violation[] = [];
    try {
        const result = shape.read(value, "", violations);
        if (violations.length === 0) {
            return result;
        }
    } catch (cause) {
        throw new Error(`${path}: ${messageOf(cause)}`, { cause });
    }
    throw new Error(`${path}: ${describeViolations(violations)}`);
}

function messageOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
