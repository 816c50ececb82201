import { screen } from "@/base/screen";
import { inShopFrame } from "@/frames/ShopFrame";
import { agenda } from "@/messages/agenda";
import { animal } from "@/messages/animal";
import { espera } from "@/messages/espera";
import { shop } from "@/messages/shop";
import { taxi } from "@/messages/taxi";
import { HojeScreen } from "@/screens/shop/hoje/HojeScreen";
import { OfflineDay } from "@/screens/shop/hoje/OfflineDay";

export default screen(HojeScreen, {
  texts: [shop, agenda, animal, espera, taxi],
  frame: (page) => inShopFrame(page, <OfflineDay />),
});
