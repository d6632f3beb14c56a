import type { Clock } from "../clock";
import { resourceNotFound } from "../errors";
import { randomId } from "../ids";
import type { CreateUserPoolRequest, UserPoolChanges } from "../model/createUserPoolRequest";
import type { AppClient } from "./appClient";
import { newUserPool, type UserPool } from "./userPool";

/** All user pools of the emulator. */
export class PoolStore {
    private readonly pools = new Map<string, UserPool>();
    private created = 0;

    constructor(
        private readonly account: { readonly region: string; readonly accountId: string },
        private readonly clock: Clock,
    ) {}

    /** Makes a pool with an id such as `us-east-1_aB3dE5fG7`. */
    create(settings: CreateUserPoolRequest): UserPool {
        const { region, accountId } = this.account;
        const id = `${region}_${randomId(9)}`;
        const arn = `arn:aws:cognito-idp:${region}:${accountId}:userpool/${id}`;
        const pool = newUserPool(settings, { id, arn, sequence: this.created++, createdMs: this.clock.now() });
        this.pools.set(id, pool);
        return pool;
    }

    /** Changes a pool; settings that are not given take their default values again, as on AWS. */
    update(pool: UserPool, { PoolName, ...changes }: UserPoolChanges): void {
        const { Schema, UsernameAttributes, AliasAttributes, UsernameConfiguration } = pool.settings;
        pool.name = PoolName ?? pool.name;
        const fixed = { PoolName: pool.name, Schema, UsernameAttributes, AliasAttributes, UsernameConfiguration };
        pool.settings = { ...changes, ...fixed };
        pool.modifiedMs = this.clock.now();
    }

    /** Adds an app client to a pool. */
    addClient(pool: UserPool, client: AppClient): void {
        pool.clients.set(client.id, client);
    }

    /** The pool that an app client belongs to; `undefined`: there is no such client. */
    findByClient(clientId: string): UserPool | undefined {
        return this.all().find((pool) => pool.clients.has(clientId));
    }

    /** @throws EmulatorError ResourceNotFoundException when there is no such pool. */
    get(id: string): UserPool {
        const pool = this.pools.get(id);
        if (pool === undefined) {
            throw resourceNotFound(`User pool ${id} does not exist.`);
        }
        return pool;
    }

    /** Whether there is such a pool. */
    has(id: string): boolean {
        return this.pools.has(id);
    }

    /** Oldest first. */
    all(): UserPool[] {
        return [...this.pools.values()];
    }

    /** Removes the pool with its users and jobs. */
    delete(id: string): void {
        this.pools.delete(id);
    }
}
