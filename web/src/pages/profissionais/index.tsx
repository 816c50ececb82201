import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { setup } from "@/messages/setup";
import { shop } from "@/messages/shop";
import { ProfissionaisScreen } from "@/screens/shop/profissionais/ProfissionaisScreen";

export default screen(ProfissionaisScreen, { texts: [shop, setup], frame: inShopFrame });
