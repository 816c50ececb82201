import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { setup } from "@/messages/setup";
import { shop } from "@/messages/shop";
import { ProfissionalScreen } from "@/screens/shop/profissionais/ProfissionalScreen";

export default screen(ProfissionalScreen, { texts: [shop, setup], frame: inShopFrame });
