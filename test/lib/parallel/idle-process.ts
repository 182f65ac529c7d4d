// A process that does one VaR on the workers all calls share, and nothing after it.
import { oneVar } from "./one-var.ts";

oneVar.monteCarloVar.parallel({ jobs: 2 }).then(({ jobs }) => console.log(`jobs ${jobs}`));
