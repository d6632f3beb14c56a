import { scheduleOfTwo } from "./schedule";
import { seeds, simulateAll } from "./simulateAll";

const of = seeds(2, 2);

describe("fault schedules of two stacks of one name, second half", () => {
    it(`stop nobody's job and import each user once, ${of.length} of them`, async () => {
        await simulateAll(scheduleOfTwo, of);
    });
});
