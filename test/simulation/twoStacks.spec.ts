import { scheduleOfTwo } from "./schedule";
import { seeds, simulateAll } from "./simulateAll";

const of = seeds(1, 2);

describe("fault schedules of two stacks of one name, first half", () => {
    it(`stop nobody's job and import each user once, ${of.length} of them`, async () => {
        await simulateAll(scheduleOfTwo, of);
    });
});
