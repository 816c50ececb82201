import { screen } from "@/base/screen";
import { inPublicFrame } from "@/frames/PublicFrame";
import { publicPages } from "@/messages/public";
import { NoShop } from "@/screens/public/NoShop";

export default screen(NoShop, { texts: [publicPages], frame: inPublicFrame });
