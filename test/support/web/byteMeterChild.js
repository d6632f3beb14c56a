// A process that hands every connection on to the port that it is told, and counts what comes back. Apart from the bench,
// because what the bench itself reads would count as read by the commands that it runs.
const net = require("node:net");

const port = Number(process.argv[2]);
let bytes = 0;

const server = net.createServer((client) => {
    const target = net.connect(port, "127.0.0.1");
    target.on("data", (chunk) => {
        bytes += chunk.length;
    });
    client.pipe(target).pipe(client);
    client.on("error", () => target.destroy()).on("close", () => target.destroy());
    target.on("error", () => client.destroy()).on("close", () => client.destroy());
});
server.listen(0, "127.0.0.1", () => process.send(server.address().port));
process.on("message", () => process.send(bytes));
process.on("disconnect", () => process.exit());
