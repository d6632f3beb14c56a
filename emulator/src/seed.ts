import { clientId } from "./model/authTypes";
import { describeViolations, type Violation } from "./model/constraints";
import { createUserPoolClientRequest } from "./model/createUserPoolClientRequest";
import { createUserPoolRequest } from "./model/createUserPoolRequest";
import { boolean, string } from "./model/scalars";
import type { Shape } from "./model/shape";
import { userPoolId } from "./model/types";
import type { Seed, SeedPool } from "./options";
import { type SharedServices, servicesFor } from "./services";
import { AdminCreateUser } from "./targets/users";

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
        const context = { host: "localhost", caller: undefined, fault: undefined };
        await AdminCreateUser.call(services, { ...user, UserPoolId: Id }, context).catch((cause: unknown) => {
            throw new Error(`${path}.Users[${index}]: ${messageOf(cause)}`, { cause });
        });
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
