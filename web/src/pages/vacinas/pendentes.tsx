import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { setup } from "@/messages/setup";
import { shop } from "@/messages/shop";
import { PendentesScreen } from "@/screens/shop/vacinas/PendentesScreen";

export default screen(PendentesScreen, { texts: [shop, setup], frame: inShopFrame });
