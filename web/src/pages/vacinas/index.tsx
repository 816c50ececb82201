import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { setup } from "@/messages/setup";
import { shop } from "@/messages/shop";
import { VacinasScreen } from "@/screens/shop/vacinas/VacinasScreen";

export default screen(VacinasScreen, { texts: [shop, setup], frame: inShopFrame });
