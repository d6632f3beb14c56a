import assert from "node:assert/strict";
import type { SourcePlan } from "../../../provider/src/split/sourcePlanner";
import { isSmallList, planUsers } from "../../../provider/src/split/splitUsers";
import { encodeUsers } from "../../../provider/src/users/encodeUsers";
import { headerWithCustomColumns } from "../../../provider/src/users/standardColumns";
import type { UserRecord } from "../../../provider/src/users/userRecord";

const limits = { maxRows: 1000, maxBytes: 100_000 };

function people(count: number, address = "1 Made-up Street"): UserRecord[] {
    return Array.from({ length: count }, (_, index) => ({
        username: `user${index}`,
        address,
        ...(index % 7 === 0 && { attributes: { "custom:team": "red" } }),
    }));
}

/** The rows of each part. */
function slices<T>(users: readonly T[], { parts }: SourcePlan): T[][] {
    return parts.map(({ firstLine }, index) => {
        const next = parts[index + 1];
        return users.slice(firstLine - 2, next === undefined ? undefined : next.firstLine - 2);
    });
}

describe("planUsers", () => {
    it("gives every row to one part, in their order, as few as there can be", () => {
        const users = people(2500);

        const parts = slices(users, planUsers(users, { ...limits, maxBytes: 10_000_000 }));

        assert.deepEqual(parts.flat(), users);
        assert.equal(parts.length, 3);
        assert.ok(parts.every((rows) => rows.length <= limits.maxRows));
        assert.equal(planUsers(users.slice(0, 1000), { ...limits, maxBytes: 10_000_000 }).parts.length, 1);
    });

    it("makes parts that take one job in any pool, however many columns it has", () => {
        const header = headerWithCustomColumns([
            "custom:team",
            ...Array.from({ length: 49 }, (_, index) => `custom:${"long-attribute-name".slice(0, 17)}-${index}`),
        ]);
        for (const address of ["", "1 Made-up Street, Nowhere".repeat(20)]) {
            const users = people(2500, address);

            for (const rows of slices(users, planUsers(users, limits))) {
                const { csv } = encodeUsers(rows, header);
                assert.ok(csv.length > 0 && csv.length <= limits.maxBytes, `${csv.length}`);
            }
        }
    });

    it("moves no cut for rows at the end, nor for another user's new attribute", () => {
        const users = people(2500);
        const before = slices(users, planUsers(users, limits)).map(names);
        const changed = users.map((user, index) =>
            index === 2499 ? { ...user, attributes: { "custom:new": 1 } } : user,
        );

        const longer = [...users, ...people(3000).slice(2500)];

        assert.deepEqual(slices(longer, planUsers(longer, limits)).map(names).slice(0, 2), before.slice(0, 2));
        assert.deepEqual(slices(changed, planUsers(changed, limits)).map(names), before);
    });

    it("counts rows that cannot be encoded, which are for the check to tell", () => {
        const users: unknown[] = people(2500);
        users[3] = { username: "two\nlines" };
        users[4] = null;
        users[5] = { username: "user5", attributes: "none" };
        users[2400] = "nobody";

        const plan = planUsers(users, limits);

        assert.deepEqual(slices(users, plan).flat(), users);
        assert.deepEqual(plan.repeated, []);
    });

    it("finds usernames that come twice", () => {
        const users = people(2500).with(2000, { username: "user7" });

        assert.deepEqual(planUsers(users, limits).repeated, [{ first: 9, again: 2002 }]);
    });
});

describe("isSmallList", () => {
    it("is of so few rows that no values make them too large", () => {
        const jobs = { maxRows: 500_000, maxBytes: 100_000_000 };

        assert.ok(isSmallList(people(1500), jobs));
        assert.ok(!isSmallList(people(1600), jobs));
        assert.ok(!isSmallList(people(11), { ...jobs, maxRows: 10 }));
    });
});

function names(rows: readonly UserRecord[]): string[] {
    return rows.map(({ username }) => username);
}
